answerableSearch("l/4db175","AaboveAcaretakerAdoorEsAkeepsCysAlockedAsaysAthemAwaitBhich","########")
