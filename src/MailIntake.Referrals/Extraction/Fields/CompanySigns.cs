using MailIntake.Referrals.Extraction.Choosing;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>What speaks for or against some words being the name of a person's company: the prospect's and the
/// partner's are two choices, with weights of their own.</summary>
internal sealed class CompanySigns(string choice)
{
    public static readonly CompanySigns OfProspect = new("company");
    public static readonly CompanySigns OfPartner = new("partner-company");

    public string Choice { get; } = choice;

    public readonly Sign Nothing = new(choice, "nothing", "the mail may name no company");
    public readonly Sign NothingWithDomain = new(choice, "nothing-with-domain", "though there is a business domain");
    public readonly Sign NothingUnnamed = new(choice, "nothing-unnamed", "and nobody is introduced by name");

    public readonly Sign Domain = new(choice, "domain", "the mail domain is made of it");
    public readonly Sign DomainWhole = new(choice, "domain-whole", "it explains the whole mail domain");
    public readonly Sign Unexplained = new(choice, "unexplained", "words of it are not in the mail domain");
    public readonly Sign PlaceBehind = new(choice, "place-behind", "it ends with a place");
    public readonly Sign Article = new(choice, "article", "it begins with an article");
    public readonly Sign OtherDomain = new(choice, "other-domain", "the mail domain is another");
    public readonly Sign FromDomain = new(choice, "from-domain", "spelt from the mail domain alone");
    public readonly Sign FromDomainShort = new(choice, "from-domain-short", "the domain looks like initials");

    public readonly Sign Form = new(choice, "form", "a legal form belongs to it");
    public readonly Sign TradeWord = new(choice, "trade-word", "a word of it is one that companies use");
    public readonly Sign SingleWord = new(choice, "single-word", "a single word");
    public readonly Sign Words = new(choice, "words", "the number of its words");
    public readonly Sign Capitals = new(choice, "capitals", "written in capitals");
    public readonly Sign Ideographic = new(choice, "ideographic", "named with its form of company or address");
    public readonly Sign IdeographicForm = new(choice, "ideographic-form", "with a form of company");
    public readonly Sign Longer = new(choice, "longer", "a longer name with it stands there too");
    public readonly Sign Shorter = new(choice, "shorter", "it is a shorter name and more");

    public readonly Sign At = new(choice, "at", "\"at\" stands before it");
    public readonly Sign Runs = new(choice, "runs", "somebody runs or owns it");
    public readonly Sign Called = new(choice, "called", "\"called\" or \"company:\" stands before it");
    public readonly Sign Of = new(choice, "of", "\"of\" stands before it");
    public readonly Sign Quoted = new(choice, "quoted", "in quotation marks");
    public readonly Sign Kind = new(choice, "kind", "the kind of company stands before it");
    public readonly Sign BehindPerson = new(choice, "behind-person", "follows the person or their title");
    public readonly Sign Past = new(choice, "past", "where they were before");
    public readonly Sign Wants = new(choice, "wants", "it wants or does something");
    public readonly Sign OpensSentence = new(choice, "opens-sentence", "opens a sentence or line");
    public readonly Sign AloneOnLine = new(choice, "alone-on-line", "has a line of its own");

    public readonly Sign OwnSignature = new(choice, "own-signature", "stands in their own signature");
    public readonly Sign OwnSignatureFree = new(choice, "own-signature-free",
        "in their own signature, and the mailbox is no company's");
    public readonly Sign OwnWords = new(choice, "own-words", "in their own words");
    public readonly Sign PartnersWords = new(choice, "partners-words", "in the introducer's words");
    public readonly Sign OurWords = new(choice, "our-words", "in our own person's words");
    public readonly Sign OthersSignature = new(choice, "others-signature", "stands in somebody else's signature");
    public readonly Sign InSubject = new(choice, "in-subject", "stands in a subject");
    public readonly Sign InSmallPrint = new(choice, "in-small-print", "stands in small print");
    public readonly Sign SubjectToo = new(choice, "subject-too", "the subject names it as well");
    public readonly Sign BesidePerson = new(choice, "beside-person", "in a sentence with the person's name");
    public readonly Sign BesideTitle = new(choice, "beside-title", "in a sentence with a job title");
    public readonly Sign BesideAddress = new(choice, "beside-address", "in a line with the person's address");
    public readonly Sign Family = new(choice, "family", "the person's family name is in it");
    public readonly Sign OwnFirm = new(choice, "own-firm", "the writer names it as their own firm");
    public readonly Sign ProspectsCompany = new(choice, "prospects-company", "it is the prospect's company");
    public readonly Sign Closes = new(choice, "closes", "it ends a message");
    public readonly Sign Times = new(choice, "times", "named more than once");
    public readonly Sign Later = new(choice, "later", "other names stand before it");
}
