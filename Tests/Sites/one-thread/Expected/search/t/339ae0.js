answerableSearch("t/339ae0","A=b lianDmeiBs acceptedEnsweredBt doorsAabovBndBskAcaretakAdoorAhasAisAkeepCyDs.txtAlockAsayBeeAtheDmBxtAwaitBhichCo","MQ[.t#+1LPQ2f9S&tri$4?~%+1LPK$#")
