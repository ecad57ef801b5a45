answerableSearch("t/9e053a","A=b lianDmeiBs acceptedEnsweredBt doorsAabovBndBskAcaretakAdoorAhasAisAkeepCyDs.txtAlockAsayBeeAtheDmBxtAwaitBhichCo","MQ[.S#+1<P@5f9.%tri$2?^%M+LP:'#")
