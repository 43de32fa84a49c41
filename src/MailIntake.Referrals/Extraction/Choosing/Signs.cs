namespace MailIntake.Referrals.Extraction.Choosing;

/// <summary>The signs that one candidate bears, each once with its largest measure (1 unless it is a matter of
/// degree).</summary>
public sealed class Signs
{
    private readonly List<(Sign Sign, double Measure)> _borne = [];

    public IReadOnlyList<(Sign Sign, double Measure)> All => _borne;

    /// <summary>The weighted sum.</summary>
    public double Score
    {
        get
        {
            var score = 0.0;
            foreach (var (sign, measure) in _borne)
            {
                score += sign.Weight * measure;
            }

            return score;
        }
    }

    public void Add(Sign sign, double measure = 1)
    {
        if (measure == 0)
        {
            return;
        }

        for (var i = 0; i < _borne.Count; i++)
        {
            if (_borne[i].Sign == sign)
            {
                _borne[i] = (sign, Math.Max(_borne[i].Measure, measure));
                return;
            }
        }

        _borne.Add((sign, measure));
    }

    public void Add(Sign sign, bool borne)
    {
        if (borne)
        {
            Add(sign);
        }
    }

    public void AddAll(Signs others)
    {
        foreach (var (sign, measure) in others._borne)
        {
            Add(sign, measure);
        }
    }

    public bool Has(Sign sign) => _borne.Exists(b => b.Sign == sign);
}
