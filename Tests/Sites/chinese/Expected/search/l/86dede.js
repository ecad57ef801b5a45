answerableSearch("l/86dede","Adoor","##")
