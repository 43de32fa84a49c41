using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Proposals;

/// <summary>Whether words are meant for a machine, not for a reader (machine-orders.txt).</summary>
internal static class MachineOrders
{
    public static bool In(string text) => Lexicon.MachineOrders.All(new TokenizedText(text)).Any();

    /// <summary>Bodies were parted by <see cref="Passages"/> already; subjects are looked at here.</summary>
    public static bool GivesOrders(this Stretch stretch) =>
        stretch.Kind == StretchKind.Subject && Lexicon.MachineOrders.All(stretch.Tokens).Any();
}
