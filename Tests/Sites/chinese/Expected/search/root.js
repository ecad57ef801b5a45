answerableSearch("root","2\n1 16 8 4 1000 1 0\nA\n\nire 1\nd\n\nthreads/	.html","X:y?Kb{V_I3fehC")
