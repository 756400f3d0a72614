"""Tables → Dataset: the fate of each line, customers and products joined by their ids, and what there is to say."""
