"""What pages show, as plain values made from an analysis: columns, points, cards, sentences. No widget is known here."""
