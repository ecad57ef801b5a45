answerableSearch("root","1\n1 16 8 1 1000 1\n\n\nire 1\nd\n","M5MNaXYyht7eGw2w")
