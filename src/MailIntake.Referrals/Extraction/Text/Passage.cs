using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.Text;

/// <summary>One message of the mail: the mail itself (outer), or an earlier one that stands in it.</summary>
internal sealed class Passage
{
    public required Correspondent? Author { get; init; }

    public IReadOnlyList<Correspondent> To { get; init; } = [];

    public IReadOnlyList<Correspondent> Cc { get; init; } = [];

    public WrittenDate? Date { get; init; }

    public bool IsOuter { get; init; }

    public bool IsForward { get; init; }

    /// <summary>0 for the mail itself, growing towards older messages.</summary>
    public int Age { get; init; }

    public IReadOnlyList<Stretch> Stretches { get; set; } = [];

    public IEnumerable<Correspondent> Recipients => To.Concat(Cc);

    public IEnumerable<Stretch> Bodies => Stretches.Where(s => s.Kind == StretchKind.Body);

    public IEnumerable<Stretch> Signatures => Stretches.Where(s => s.Kind == StretchKind.Signature);
}
