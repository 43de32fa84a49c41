using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Who introduced: the partner's person, the listed partner if any, and which passages are whose.</summary>
internal sealed record Introduction
{
    public Person? Introducer { get; init; }

    public Partner? Partner { get; init; }

    /// <summary>The words that led to the partner where it was resolved by name, not by an address.</summary>
    public Evidence? PartnerEvidence { get; init; }

    /// <summary>The introducer's house, as <see cref="Sides.HouseOf(Reading.Correspondent)"/> names it.</summary>
    public string House { get; init; } = "";

    /// <summary>Passages written by the introducer's house.</summary>
    public IReadOnlyList<Passage> Theirs { get; init; } = [];

    /// <summary>Passages written by our own people.</summary>
    public IReadOnlyList<Passage> Ours { get; init; } = [];

    /// <summary>Passages written by anybody else: the prospect's side.</summary>
    public IReadOnlyList<Passage> Prospects { get; init; } = [];

    /// <summary>Signatures of somebody outside that were pasted below words of ours or the introducer's.</summary>
    public IReadOnlyList<Stretch> Pasted { get; init; } = [];

    /// <summary>Words or a signature of the prospect's side.</summary>
    public bool IsProspects(Stretch text) => Prospects.Contains(text.Passage) || Pasted.Contains(text);

    public IEnumerable<Passage> All => Theirs.Concat(Ours).Concat(Prospects).OrderBy(p => p.Age);
}
