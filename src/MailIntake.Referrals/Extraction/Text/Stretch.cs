using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.Text;

internal enum StretchKind
{
    Body,
    Signature,
    Subject,

    /// <summary>Legal small print: proves nothing but the name of a company by its domain.</summary>
    SmallPrint,
}

/// <summary>A piece of one passage's text, cut into tokens, that can say where in the mail its words stand.</summary>
internal sealed class Stretch
{
    private readonly VisibleText _visible;
    private TokenizedText? _tokens;

    public Stretch(Passage passage, VisibleText visible, StretchKind kind)
    {
        Passage = passage;
        _visible = visible;
        Kind = kind;
    }

    public Passage Passage { get; }

    public StretchKind Kind { get; }

    public string Text => _visible.Text;

    public TokenizedText Tokens => _tokens ??= new TokenizedText(_visible.Text);

    public Evidence Evidence(int start, int length) =>
        new(Text.Substring(start, length), _visible.Locate(start, length),
            Kind switch
            {
                StretchKind.Signature => FoundHow.Signature,
                StretchKind.Subject when Passage.IsOuter => FoundHow.Header,
                StretchKind.Subject => FoundHow.ForwardHeader,
                _ => FoundHow.Body,
            });

    public Evidence EvidenceOfTokens(int first, int last) =>
        Evidence(Tokens.Tokens[first].Start, Tokens.Tokens[last].End - Tokens.Tokens[first].Start);

    public VisibleText Visible(int start, int length) => _visible.Slice(start, length);
}
