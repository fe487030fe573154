namespace TopologyMirror.Forecasting;

/// <summary>Centres and quantile offsets at the leads of a grid, to be read at any lead.</summary>
internal sealed class LeadTable
{
    private readonly int[] _leads;
    private readonly int _shift;
    private readonly double[] _centres;
    private readonly double[] _offsets;

    /// <param name="leads">Leads of the grid, rising.</param>
    /// <param name="longest">Longest lead that will be asked for, counted from the last sample.</param>
    /// <param name="shift">Steps between the last sample and the step that leads are asked from.</param>
    public LeadTable(int[] leads, int longest, int shift)
    {
        _leads = leads;
        _shift = shift;
        int reached = Array.FindIndex(leads, lead => lead >= longest);
        Nodes = reached < 0 ? leads.Length : reached + 1;
        _centres = new double[Nodes];
        _offsets = new double[Nodes * QuantileLevels.Shared.Length];
    }

    /// <summary>Leads of the grid that are needed.</summary>
    public int Nodes { get; }

    public Span<double> OffsetsAt(int node) =>
        _offsets.AsSpan(node * QuantileLevels.Shared.Length, QuantileLevels.Shared.Length);

    public void SetCentre(int node, double centre) => _centres[node] = centre;

    /// <summary>Gives a lead without residuals of its own those of the lead before it, grown as a random walk grows.</summary>
    public void ExtendOffsets(int node)
    {
        if (node > 0)
        {
            double growth = Math.Sqrt((double)_leads[node] / _leads[node - 1]);
            ReadOnlySpan<double> before = OffsetsAt(node - 1);
            Span<double> offsets = OffsetsAt(node);
            for (int i = 0; i < offsets.Length; i++)
            {
                offsets[i] = growth * before[i];
            }
        }
    }

    /// <summary>The quantiles of one step.</summary>
    /// <param name="step">From 1.</param>
    /// <param name="widening">Factor on the offsets, for what the grid does not know of.</param>
    /// <param name="quantiles">Filled with centre + offset per level.</param>
    public void Read(int step, double widening, Span<double> quantiles)
    {
        int lead = step + _shift;
        int upper = 0;
        while (upper < Nodes - 1 && _leads[upper] < lead)
        {
            upper++;
        }

        int lower = Math.Max(upper - 1, 0);
        double span = _leads[upper] - _leads[lower];
        double share = span == 0 ? 1 : Math.Min((lead - _leads[lower]) / span, 1);
        double centre = _centres[lower] + (share * (_centres[upper] - _centres[lower]));
        ReadOnlySpan<double> low = OffsetsAt(lower);
        ReadOnlySpan<double> high = OffsetsAt(upper);
        for (int i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = centre + (widening * (low[i] + (share * (high[i] - low[i]))));
        }
    }
}
