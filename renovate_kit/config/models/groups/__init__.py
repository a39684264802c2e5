"""Options by topic, each group a class that the objects of a config are made of; generated."""
