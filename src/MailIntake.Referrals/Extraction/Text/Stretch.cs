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
    private Dictionary<Type, object>? _found;

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

    /// <summary>What a scanner found here; it looks only once.</summary>
    public T Once<T>(Func<Stretch, T> scan)
        where T : class
    {
        _found ??= [];
        if (!_found.TryGetValue(typeof(T), out var found))
        {
            _found[typeof(T)] = found = scan(this);
        }

        return (T)found;
    }

    public VisibleText Visible(int start, int length) => _visible.Slice(start, length);
}
