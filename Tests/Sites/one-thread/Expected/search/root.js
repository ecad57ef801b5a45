answerableSearch("root","1\n1 16 8 1 1000 1\n\n\nire 1\na\n","M5rg9ENSTbF1Gw2w")
