answerableSearch("root","2\n1 16 8 4 1000 1 0\nA\n\nire 1\na\n\nthreads/	.html","VZo^/]=Q&qCvehC")
