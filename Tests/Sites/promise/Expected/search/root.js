answerableSearch("root","1\n3 16 8 1 1000 1\n\n\nire 3\nl\n","4JqxEg+O7qJyWU8C")
