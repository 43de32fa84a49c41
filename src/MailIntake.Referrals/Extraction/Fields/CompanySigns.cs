using MailIntake.Referrals.Extraction.Choosing;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>What speaks for or against some words being the name of a person's company.</summary>
internal static class CompanySigns
{
    public const string Choice = "company";

    public static readonly Sign Nothing = new(Choice, "nothing", "the mail may name no company");
    public static readonly Sign NothingWithDomain = new(Choice, "nothing-with-domain", "though there is a business domain");
    public static readonly Sign NothingUnnamed = new(Choice, "nothing-unnamed", "and nobody is introduced by name");

    public static readonly Sign Domain = new(Choice, "domain", "the mail domain is made of it");
    public static readonly Sign DomainWhole = new(Choice, "domain-whole", "it explains the whole mail domain");
    public static readonly Sign OtherDomain = new(Choice, "other-domain", "the mail domain is another");
    public static readonly Sign FromDomain = new(Choice, "from-domain", "spelt from the mail domain alone");
    public static readonly Sign FromDomainShort = new(Choice, "from-domain-short", "the domain looks like initials");

    public static readonly Sign Form = new(Choice, "form", "a legal form belongs to it");
    public static readonly Sign TradeWord = new(Choice, "trade-word", "a word of it is one that companies use");
    public static readonly Sign SingleWord = new(Choice, "single-word", "a single word");
    public static readonly Sign Words = new(Choice, "words", "the number of its words");
    public static readonly Sign Capitals = new(Choice, "capitals", "written in capitals");
    public static readonly Sign Ideographic = new(Choice, "ideographic", "named with its form of company or address");
    public static readonly Sign IdeographicForm = new(Choice, "ideographic-form", "with a form of company");
    public static readonly Sign Longer = new(Choice, "longer", "a longer name with it stands there too");
    public static readonly Sign Shorter = new(Choice, "shorter", "it is a shorter name and more");

    public static readonly Sign At = new(Choice, "at", "\"at\" stands before it");
    public static readonly Sign Runs = new(Choice, "runs", "somebody runs or owns it");
    public static readonly Sign Called = new(Choice, "called", "\"called\" or \"company:\" stands before it");
    public static readonly Sign Of = new(Choice, "of", "\"of\" stands before it");
    public static readonly Sign Quoted = new(Choice, "quoted", "in quotation marks");
    public static readonly Sign Kind = new(Choice, "kind", "the kind of company stands before it");
    public static readonly Sign BehindPerson = new(Choice, "behind-person", "follows the person or their title");
    public static readonly Sign Past = new(Choice, "past", "where they were before");
    public static readonly Sign Wants = new(Choice, "wants", "it wants or does something");
    public static readonly Sign OpensSentence = new(Choice, "opens-sentence", "opens a sentence or line");
    public static readonly Sign AloneOnLine = new(Choice, "alone-on-line", "has a line of its own");

    public static readonly Sign OwnSignature = new(Choice, "own-signature", "stands in their own signature");
    public static readonly Sign OwnSignatureFree = new(Choice, "own-signature-free",
        "in their own signature, and the mailbox is no company's");
    public static readonly Sign OwnWords = new(Choice, "own-words", "in their own words");
    public static readonly Sign PartnersWords = new(Choice, "partners-words", "in the introducer's words");
    public static readonly Sign OurWords = new(Choice, "our-words", "in our own person's words");
    public static readonly Sign OthersSignature = new(Choice, "others-signature", "stands in somebody else's signature");
    public static readonly Sign InSubject = new(Choice, "in-subject", "stands in a subject");
    public static readonly Sign InSmallPrint = new(Choice, "in-small-print", "stands in small print");
    public static readonly Sign SubjectToo = new(Choice, "subject-too", "the subject names it as well");
    public static readonly Sign BesidePerson = new(Choice, "beside-person", "in a sentence with the person's name");
    public static readonly Sign BesideTitle = new(Choice, "beside-title", "in a sentence with a job title");
    public static readonly Sign BesideAddress = new(Choice, "beside-address", "in a line with the person's address");
    public static readonly Sign Family = new(Choice, "family", "the person's family name is in it");
    public static readonly Sign Times = new(Choice, "times", "named more than once");
    public static readonly Sign Later = new(Choice, "later", "other names stand before it");
}
