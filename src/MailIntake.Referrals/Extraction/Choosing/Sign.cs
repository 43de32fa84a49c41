namespace MailIntake.Referrals.Extraction.Choosing;

/// <summary>
/// Something that speaks for or against a candidate. How much, was learnt from labelled mails: the weight stands in
/// weights.tsv under the choice and the name. A choice is a question with several candidates ("who is introduced?").
/// </summary>
public sealed class Sign(string choice, string name, string said)
{
    /// <summary>The question it bears on.</summary>
    public string Choice { get; } = choice;

    /// <summary>As in weights.tsv.</summary>
    public string Name { get; } = name;

    /// <summary>The sign in words for a person.</summary>
    public string Said { get; } = said;

    /// <summary>In natural logarithms of odds; 0 where the file has none.</summary>
    public double Weight { get; } = Weights.Of(choice, name);
}
