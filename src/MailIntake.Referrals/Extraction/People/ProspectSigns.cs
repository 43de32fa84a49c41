using MailIntake.Referrals.Extraction.Choosing;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>What speaks for or against somebody being the one who is introduced.</summary>
internal static class ProspectSigns
{
    public const string Choice = "prospect";

    public static readonly Sign Nobody = new(Choice, "nobody", "the mail may introduce nobody by name");

    // Where they stand in the headers.
    public static readonly Sign Wrote = new(Choice, "wrote", "their own mail was passed on");
    public static readonly Sign WroteOldest = new(Choice, "wrote-oldest", "their mail is the oldest from outside");
    public static readonly Sign OnTo = new(Choice, "on-to", "stands on the introduction's To");
    public static readonly Sign OnCc = new(Choice, "on-cc", "stands on the introduction's Cc");
    public static readonly Sign OnOtherMail = new(Choice, "on-other-mail", "stands on the To or Cc of another message");
    public static readonly Sign OnOuter = new(Choice, "on-outer", "stands on the To or Cc of the mail itself");
    public static readonly Sign First = new(Choice, "first", "the first of the recipients from outside");
    public static readonly Sign Again = new(Choice, "again", "stands in several headers");

    // What the texts say of the address.
    public static readonly Sign Address = new(Choice, "address", "the text gives their address");
    public static readonly Sign SpeltOut = new(Choice, "spelt-out", "their address is spelt out");
    public static readonly Sign LaterAddress = new(Choice, "later-address", "other addresses stand before theirs");
    public static readonly Sign WorkAddress = new(Choice, "work-address", "another address of somebody in the headers");
    public static readonly Sign Corrected = new(Choice, "corrected", "the address corrects an earlier one");
    public static readonly Sign Office = new(Choice, "office", "an office's mailbox without a person");
    public static readonly Sign Team = new(Choice, "team", "a team's mailbox without a person");
    public static readonly Sign Machine = new(Choice, "machine", "a machine's mailbox");
    public static readonly Sign FreeMail = new(Choice, "free-mail", "writes from a free mailbox");
    public static readonly Sign Colleagues = new(Choice, "colleagues", "others of the same domain stand in the mail");
    public static readonly Sign InSignature = new(Choice, "in-signature", "the address stands in somebody's signature");
    public static readonly Sign Assistant = new(Choice, "assistant", "named as somebody's assistant");
    public static readonly Sign Greeted = new(Choice, "greeted", "greeted at the beginning of a message");

    // What the texts say of the name.
    public static readonly Sign Named = new(Choice, "named", "the text names them");
    public static readonly Sign NamedInFull = new(Choice, "named-in-full", "named with first and last name");
    public static readonly Sign NamedByOthers = new(Choice, "named-by-others", "somebody else names them in full");
    public static readonly Sign NameOnly = new(Choice, "name-only", "named without an address");
    public static readonly Sign Honorific = new(Choice, "honorific", "a form of address stands with the name");
    public static readonly Sign TitleBehind = new(Choice, "title-behind", "a job title follows the name");
    public static readonly Sign TitleBefore = new(Choice, "title-before", "a job title stands before the name");
    public static readonly Sign IdeographicTitle = new(Choice, "ideographic-title", "a title stands in the sentence");
    public static readonly Sign Cued = new(Choice, "cued", "words of introducing stand before the name");
    public static readonly Sign Colon = new(Choice, "colon", "a colon stands before the name");
    public static readonly Sign NumberNear = new(Choice, "number-near", "a number stands behind the name");
    public static readonly Sign AddressNear = new(Choice, "address-near", "an address stands close behind the name");
    public static readonly Sign InSubject = new(Choice, "in-subject", "the subject names them");
    public static readonly Sign Elsewhere = new(Choice, "elsewhere", "another message names them too");
    public static readonly Sign CompanyBehind = new(Choice, "company-behind", "their company follows the name");
    public static readonly Sign BracketBehind = new(Choice, "bracket-behind", "brackets follow the name");
    public static readonly Sign CommaBehind = new(Choice, "comma-behind", "a comma and a name follow the name");
    public static readonly Sign WantsBehind = new(Choice, "wants-behind", "the text says what they want or do");
    public static readonly Sign AsCompany = new(Choice, "as-company", "named where a company is named");
    public static readonly Sign TheContact = new(Choice, "the-contact", "the text says to turn to them");
    public static readonly Sign NotTheContact = new(Choice, "not-the-contact", "the text says to leave them out");
    public static readonly Sign Owned = new(Choice, "owned", "somebody's colleague, assistant or relative");
    public static readonly Sign Times = new(Choice, "times", "named more than once");
    public static readonly Sign LaterName = new(Choice, "later-name", "other names stand before theirs");
    public static readonly Sign Opens = new(Choice, "opens", "their name opens a line");
    public static readonly Sign AloneOnLine = new(Choice, "alone-on-line", "their name has a line of its own");
    public static readonly Sign Closes = new(Choice, "closes", "their name ends a message");
    public static readonly Sign OwnWords = new(Choice, "own-words", "they sign what was passed on");
    public static readonly Sign ByPartner = new(Choice, "by-partner", "named in the introducer's own words");
    public static readonly Sign ByUs = new(Choice, "by-us", "named in our own person's words");
    public static readonly Sign TradeWord = new(Choice, "trade-word", "a word of the name is one that companies use");
    public static readonly Sign OfCompany = new(Choice, "of-company", "the name stands within a company's name");
    public static readonly Sign OfDomain = new(Choice, "of-domain", "a mail domain is made of the name");
    public static readonly Sign AsProduct = new(Choice, "as-product", "the name is one of our products'");
}
