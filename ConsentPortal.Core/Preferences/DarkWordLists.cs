namespace ConsentPortal.Core.Preferences;

/// <summary>The words of the shipped languages. Collected from public descriptions of deceptive patterns; a word that fair pages need as well
/// does not belong here.</summary>
internal static class DarkWordLists
{
    public static readonly IReadOnlyDictionary<string, DarkWords> All = new DarkWords[]
    {
        new("en")
        {
            Guilt = ["sad to see you", "sorry to see you", "sad that you", "we will miss you", "we'll miss you", "you will miss", "you'll miss", "miss out", "missing out", "don't leave", "don't go", "please stay", "please don't", "are you sure", "are you really sure", "break our heart", "breaks our heart", "no thanks, i", "i don't want to save", "i don't like", "i prefer to pay", "i hate", "you will lose", "you'll lose", "you will regret", "you'll regret", "let us down", "think again", "last goodbye"],
            Urgency = ["hurry", "act now", "last chance", "only today", "today only", "limited time", "for a limited", "ends today", "ends soon", "ends in", "expires in", "before it is too late", "before it's too late", "don't wait", "seconds left", "minutes left", "hours left", "days left", "while it lasts", "countdown"],
            PreTicked = ["already ticked", "already selected", "already checked", "pre-ticked", "pre-selected", "preselected", "ticked for you", "selected for you", "by default you agree", "you agree by default", "by continuing", "by using this page", "by visiting", "if you do nothing", "unless you untick", "unless you uncheck", "silence means"],
            Stopping = ["unsubscribe", "stop", "opt out", "opt-out", "no advert", "no market", "end all", "withdraw", "refuse", "reject", "decline", "leave all"],
            NoMore = ["no more", "no further", "none of"], Wares = ["advert", "market", "mail", "e-mail", "email", "message", "news", "offer", "promot", "text", "sms", "call", "contact", "letter", "this", "these"],
            Losing = ["miss", "lose", "losing"],
            Pushing = ["accept all", "agree to all", "allow all", "yes to all", "subscribe to all", "keep me", "keep all", "stay subscribed", "i want to stay", "yes, i want", "yes, please"],
            Negations = ["not", "don't", "doesn't", "won't", "can't", "cannot", "never"], Refusals = ["unsubscribe", "opt out", "opt-out", "opting out", "withdraw", "object", "refuse", "reject", "decline", "stop receiving", "untick", "uncheck"], Unticking = ["untick", "uncheck", "deselect"],
        },
        new("de")
        {
            Guilt = ["schade, dass", "schade dass", "wir sind traurig", "macht uns traurig", "wir werden sie vermissen", "wir vermissen", "sie verpassen", "sie versäumen", "bitte bleiben", "gehen sie nicht", "verlassen sie uns nicht", "sind sie sicher", "wirklich abmelden", "wirklich verlassen", "nein danke, ich", "nein, ich möchte nicht sparen", "ich zahle lieber", "ich verzichte auf", "entgehen lassen", "entgeht ihnen", "sie verlieren", "sie werden es bereuen", "bereuen", "im stich", "überlegen sie es sich"],
            Urgency = ["beeilen", "jetzt handeln", "letzte chance", "nur heute", "nur noch", "nur für kurze zeit", "endet heute", "endet in", "endet bald", "läuft ab in", "bevor es zu spät", "zögern sie nicht", "warten sie nicht", "solange der vorrat", "countdown"],
            PreTicked = ["bereits angekreuzt", "bereits ausgewählt", "schon angekreuzt", "vorausgewählt", "vorangekreuzt", "für sie ausgewählt", "für sie angekreuzt", "mit der weiteren nutzung", "durch die weitere nutzung", "mit dem besuch", "wenn sie nichts tun", "sofern sie nicht widersprechen", "wenn sie nicht widersprechen", "standardmäßig einverstanden", "schweigen gilt"],
            Stopping = ["abmeld", "abbestell", "stopp", "beend", "widerruf", "ablehn", "austrag", "nichts mehr"],
            NoMore = ["kein", "keine", "keinen", "keinerlei"], Wares = ["werb", "e-mail", "mail", "nachricht", "newsletter", "angebot", "sms", "anruf", "brief", "kontakt", "news", "post", "marketing"],
            Losing = ["verpass", "versäum", "entgeh", "verlier"],
            Pushing = ["allem zustimmen", "alle akzeptieren", "alles akzeptieren", "alle annehmen", "alles erlauben", "alle erlauben", "angemeldet bleiben", "dabei bleiben", "dabeibleiben", "ja, ich will", "ja, bitte", "ja, gern"],
            Negations = ["nicht", "nie", "kein", "keine", "niemals"], Refusals = ["abmeld", "abbestell", "widersprech", "widerruf", "ablehn", "austrag", "abwähl", "verzicht"], Unticking = ["haken entfern", "häkchen entfern", "abwähl", "nicht ankreuzen, wenn"],
        },
        new("fr")
        {
            Guilt = ["tristes de vous", "triste de vous", "désolés de vous voir", "vous allez nous manquer", "vous nous manquerez", "vous manquerez", "vous allez manquer", "vous raterez", "vous allez rater", "restez avec nous", "ne partez pas", "ne nous quittez pas", "êtes-vous sûr", "êtes-vous vraiment", "non merci, je", "je ne veux pas économiser", "je préfère payer", "vous perdrez", "vous allez perdre", "vous le regretterez", "dommage", "réfléchissez"],
            Urgency = ["dépêchez", "vite", "agissez maintenant", "dernière chance", "aujourd'hui seulement", "seulement aujourd'hui", "durée limitée", "temps limité", "se termine aujourd'hui", "se termine dans", "expire dans", "avant qu'il ne soit trop tard", "n'attendez pas", "plus que", "compte à rebours"],
            PreTicked = ["déjà coché", "déjà sélectionné", "précoché", "pré-coché", "présélectionné", "coché pour vous", "sélectionné pour vous", "en continuant", "en poursuivant", "en visitant", "si vous ne faites rien", "sauf opposition de votre part", "par défaut, vous acceptez", "vous acceptez par défaut"],
            Stopping = ["désabonn", "désinscri", "arrêt", "stop", "refus", "retir", "mettre fin"],
            NoMore = ["ne plus", "plus aucun", "plus aucune", "aucun", "aucune", "plus de"], Wares = ["publicit", "mail", "e-mail", "courriel", "message", "offre", "newsletter", "lettre", "sms", "appel", "courrier", "promotion", "marketing", "communication"],
            Losing = ["rater", "manquer", "perdre", "louper"],
            Pushing = ["tout accepter", "accepter tout", "tout autoriser", "rester abonné", "je reste", "oui, je veux", "oui, avec plaisir", "garder tout", "tout garder"],
            Negations = ["pas", "jamais"], Refusals = ["désabonn", "désinscri", "refus", "retir", "s'opposer", "vous opposer", "m'opposer", "décoch"], Unticking = ["décoch", "désélectionn"],
        },
        new("es")
        {
            Guilt = ["sentimos que", "lamentamos que", "nos entristece", "te echaremos de menos", "le echaremos de menos", "te perderás", "se perderá", "te vas a perder", "quédate", "quédese", "no te vayas", "no se vaya", "está seguro", "estás seguro", "seguro que quiere", "no gracias, ", "no, gracias, ", "no quiero ahorrar", "prefiero pagar", "perderá ", "perderás ", "se arrepentirá", "te arrepentirás", "qué pena"],
            Urgency = ["date prisa", "dese prisa", "actúe ahora", "actúa ahora", "última oportunidad", "solo hoy", "sólo hoy", "tiempo limitado", "termina hoy", "termina en", "caduca en", "antes de que sea tarde", "no espere", "no esperes", "quedan pocas", "cuenta atrás"],
            PreTicked = ["ya marcad", "ya seleccionad", "premarcad", "preseleccionad", "marcado por usted", "seleccionado por usted", "al continuar", "si continúa", "al visitar", "si no hace nada", "salvo que se oponga", "por defecto acepta", "acepta por defecto"],
            Stopping = ["baja", "cancel", "deten", "dejar de", "no recibir", "parar", "rechaz", "retir"],
            NoMore = ["ningún", "ninguna", "no más"], Wares = ["publicidad", "correo", "mensaje", "oferta", "boletín", "boletines", "sms", "llamada", "anuncio", "marketing", "comunicaci", "promoci"],
            Losing = ["perder", "perdi", "pierd"],
            Pushing = ["aceptar todo", "permitir todo", "seguir suscrito", "quiero seguir", "sí, quiero", "sí, por favor", "mantener todo"],
            Negations = ["no", "nunca", "jamás"], Refusals = ["darse de baja", "darme de baja", "dar de baja", "cancel", "rechaz", "retir", "oponerse", "desmarc"], Unticking = ["desmarc", "deseleccion"],
        },
        new("it")
        {
            Guilt = ["ci dispiace che", "ci dispiace vederti", "ci dispiace vederla", "ci mancher", "si perder", "ti perderai", "resta con noi", "rimanga con noi", "non andare", "non se ne vada", "è sicuro", "sei sicuro", "sicuro di voler", "no grazie, ", "non voglio risparmiare", "preferisco pagare", "perderà ", "perderai ", "se ne pentir", "te ne pentir", "che peccato"],
            Urgency = ["affrett", "si affretti", "agisca ora", "agisci ora", "ultima occasione", "ultima possibilità", "solo oggi", "tempo limitato", "termina oggi", "termina tra", "scade tra", "prima che sia troppo tardi", "non aspett", "conto alla rovescia"],
            PreTicked = ["già spuntat", "già selezionat", "preselezionat", "pre-selezionat", "selezionato per lei", "selezionato per te", "proseguendo", "continuando", "visitando", "se non fa nulla", "salvo opposizione", "accetta per impostazione predefinita"],
            Stopping = ["disiscri", "annull", "interromp", "stop", "basta", "non ricev", "rifiut", "revoc", "ferma", "cancell"],
            NoMore = ["nessun", "nessuna", "niente", "non più"], Wares = ["pubblicità", "mail", "e-mail", "email", "messagg", "offert", "newsletter", "sms", "chiamat", "comunicazion", "promozion", "marketing"],
            Losing = ["perder", "perdi", "perso"],
            Pushing = ["accetta tutto", "accettare tutto", "consenti tutto", "resta iscritto", "voglio restare", "sì, voglio", "sì, grazie", "mantieni tutto"],
            Negations = ["non", "mai"], Refusals = ["disiscri", "annull", "rifiut", "revoc", "opporsi", "oppors", "deselezion"], Unticking = ["deseleziona", "togli la spunta", "tolga la spunta"],
        },
        new("nl")
        {
            Guilt = ["jammer dat", "wat jammer", "we zullen u missen", "we zullen je missen", "we gaan u missen", "u mist ", "je mist ", "loopt u mis", "blijf bij ons", "ga niet weg", "weet u het zeker", "weet je het zeker", "weet u zeker", "nee bedankt, ik", "ik wil niet besparen", "ik betaal liever", "u verliest", "je verliest", "u krijgt spijt", "spijt krijgen", "denk nog eens na"],
            Urgency = ["haast", "wees er snel bij", "handel nu", "laatste kans", "alleen vandaag", "beperkte tijd", "eindigt vandaag", "eindigt over", "verloopt over", "voordat het te laat", "wacht niet", "zolang de voorraad", "aftellen", "nog maar"],
            PreTicked = ["al aangevinkt", "al geselecteerd", "vooraf aangevinkt", "voorgeselecteerd", "voor u aangevinkt", "voor u geselecteerd", "door verder te gaan", "door deze pagina", "als u niets doet", "tenzij u bezwaar maakt", "standaard akkoord"],
            Stopping = ["afmeld", "uitschrijv", "stop", "opzeg", "weiger", "intrek", "beëindig", "niets meer"],
            NoMore = ["geen"], Wares = ["reclame", "mail", "e-mail", "bericht", "nieuwsbrief", "aanbieding", "sms", "oproep", "telefoon", "marketing", "nieuws", "advertent", "post"],
            Losing = ["missen", "mislopen", "verliezen"],
            Pushing = ["alles accepteren", "accepteer alles", "alles toestaan", "aangemeld blijven", "ik wil blijven", "ja, ik wil", "ja, graag", "alles behouden"],
            Negations = ["niet", "nooit", "geen"], Refusals = ["afmeld", "uitschrijv", "opzeg", "weiger", "intrek", "bezwaar", "uitvink"], Unticking = ["vinkje weg", "uitvink", "haal het vinkje"],
        },
        new("pl")
        {
            Guilt = ["przykro nam", "szkoda, że", "szkoda że", "będziemy tęsknić", "ominie cię", "ominą cię", "ominie państwa", "ominą państwa", "przegapi", "zostań z nami", "nie odchodź", "proszę zostać", "czy na pewno", "jesteś pewien", "jesteś pewna", "nie, dziękuję, ", "nie chcę oszczędzać", "wolę płacić", "wolę zapłacić", "stracisz", "stracą państwo", "pożałujesz", "zastanów się"],
            Urgency = ["pospiesz", "pośpiesz", "działaj teraz", "ostatnia szansa", "tylko dziś", "tylko dzisiaj", "ograniczony czas", "przez ograniczony", "kończy się dziś", "kończy się za", "wygasa za", "zanim będzie za późno", "nie czekaj", "odliczanie", "zostało tylko"],
            PreTicked = ["już zaznaczon", "już wybran", "wstępnie zaznaczon", "zaznaczone za", "wybrane za", "kontynuując", "korzystając z tej strony", "jeśli nic nie zrobi", "brak sprzeciwu oznacza", "domyślnie wyraża"],
            Stopping = ["wypis", "zrezygn", "rezygn", "stop", "wycof", "nie otrzym", "zatrzym", "odmaw", "odmów", "odrzuć", "zakończ", "koniec", "anuluj"],
            NoMore = ["żadnych", "żadnej", "żadne", "żaden", "bez"], Wares = ["reklam", "mail", "e-mail", "wiadomości", "ofert", "newsletter", "sms", "telefon", "marketing", "korespondenc", "promocj"],
            Losing = ["przegap", "omin", "ominąć", "strac", "utrac"],
            Pushing = ["zaakceptuj wszystko", "akceptuj wszystko", "zgadzam się na wszystko", "zezwól na wszystko", "zostaję", "chcę zostać", "tak, chcę", "tak, poproszę"],
            Negations = ["nie", "nigdy"], Refusals = ["wypis", "zrezygn", "rezygn", "wycof", "odmaw", "odmów", "sprzeciw", "odznacz"], Unticking = ["odznacz"],
        },
        new("pt")
        {
            Guilt = ["lamentamos que", "temos pena", "ficamos tristes", "vamos sentir a sua falta", "sentiremos a sua falta", "vai perder", "vai sentir falta", "fique connosco", "fique conosco", "não vá", "não se vá", "tem a certeza", "tem certeza", "não, obrigad", "não obrigad", "não quero poupar", "prefiro pagar", "perderá ", "vai arrepender", "que pena", "pense bem"],
            Urgency = ["despache-se", "apresse-se", "corra", "aja agora", "última oportunidade", "última chance", "só hoje", "apenas hoje", "tempo limitado", "termina hoje", "termina em", "expira em", "antes que seja tarde", "não espere", "contagem decrescente", "contagem regressiva"],
            PreTicked = ["já assinalad", "já selecionad", "já marcad", "pré-selecionad", "pré-assinalad", "selecionado por si", "assinalado por si", "ao continuar", "ao visitar", "se não fizer nada", "salvo oposição", "aceita por predefinição"],
            Stopping = ["cancel", "parar", "deixar de", "não receber", "remov", "recus", "retir", "anular", "terminar"],
            NoMore = ["nenhum", "nenhuma", "não mais", "sem"], Wares = ["publicidade", "mail", "e-mail", "email", "mensage", "oferta", "newsletter", "boletim", "sms", "chamada", "marketing", "comunica", "promo", "correio", "anúncio"],
            Losing = ["perder", "perca"],
            Pushing = ["aceitar tudo", "permitir tudo", "continuar subscrito", "quero continuar", "sim, quero", "sim, por favor", "manter tudo"],
            Negations = ["não", "nunca", "jamais"], Refusals = ["cancelar a subscri", "cancelar a inscri", "cancelar", "recus", "retir", "opor-se", "desmarc"], Unticking = ["desmarc", "desselecion"],
        },
        new("ar")
        {
            Guilt = ["يؤسفنا رحيلك", "يؤسفنا أن", "يحزننا", "سنفتقدك", "نفتقدك", "سيفوتك", "ستفوتك", "لا تفوّت", "لا تفوت", "ابق معنا", "ابقَ معنا", "لا ترحل", "لا تتركنا", "هل أنت متأكد", "لا شكرًا، أنا", "لا أريد التوفير", "أفضل أن أدفع", "ستخسر", "ستندم", "فكر مرة أخرى"],
            Urgency = ["أسرع", "سارع", "تصرف الآن", "الفرصة الأخيرة", "فرصة أخيرة", "اليوم فقط", "لفترة محدودة", "لوقت محدود", "ينتهي اليوم", "ينتهي خلال", "قبل فوات الأوان", "لا تنتظر", "العد التنازلي"],
            PreTicked = ["محدد مسبقًا", "محدد مسبقا", "محددة مسبقًا", "محددة مسبقا", "اخترناه لك", "اخترناها لك", "بمتابعتك", "باستمرارك", "باستخدامك هذه الصفحة", "إذا لم تفعل شيئًا", "ما لم تعترض", "توافق افتراضيًا"],
            Stopping = ["إلغاء", "ألغ", "إيقاف", "أوقف", "وقف", "رفض", "عدم", "سحب", "إنهاء"],
            Losing = ["تفوت", "تفوّت", "تخسر", "تفقد"],
            Pushing = ["قبول الكل", "أوافق على الكل", "الموافقة على الكل", "السماح بالكل", "أريد البقاء", "نعم، أريد", "نعم من فضلك"],
            Negations = ["لا ", "لن ", "لم ", "عدم", "ليس"], Refusals = ["إلغاء", "ألغ", "تلغ", "رفض", "ترفض", "سحب", "تسحب", "اعتراض", "تعترض"], Unticking = ["إزالة العلامة", "أزل العلامة"],
        },
    }.ToDictionary(w => w.Language, StringComparer.Ordinal);
}
