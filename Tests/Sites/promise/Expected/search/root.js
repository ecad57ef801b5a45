answerableSearch("root","2\n3 16 8 4 1000 1 0\nA\n\nire 3\nl\n\nthreads/	.html","}r@AqYExAvItL@'")
