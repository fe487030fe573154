namespace TopologyMirror.Forecasting;

/// <summary>One way to forecast the root of load at each lead: the part of the engine that models differ in.</summary>
internal abstract class LoadModel(SeriesState series)
{
    protected SeriesState Series => series;

    /// <summary>Numbers to keep of a scored forecast until its outcome is known.</summary>
    public virtual int RecordLength => 0;

    /// <summary>Learns the newest root of the series.</summary>
    /// <param name="real">Whether it is a sample, not filled in.</param>
    public virtual void Observe(bool real)
    {
    }

    /// <summary>Makes ready to forecast up to a lead from now.</summary>
    public virtual void Prepare(int reach)
    {
    }

    /// <summary>Forecasts one lead of the grid, to be scored.</summary>
    /// <param name="node">Index of the lead.</param>
    /// <param name="record">Filled with what <see cref="Learn"/> needs to know of this moment.</param>
    /// <returns>The centre; NaN when the model is not ready.</returns>
    public abstract double Issue(int node, Span<double> record);

    /// <summary>Learns how a scored forecast came out.</summary>
    public virtual void Learn(int node, ReadOnlySpan<double> record, double root)
    {
    }

    /// <summary>Forecasts every lead from 1 on; NaN when the model is not ready. <see cref="Prepare"/> comes first.</summary>
    public abstract void Forecast(Span<double> centres);

    public virtual void Save(StateWriter writer)
    {
    }

    public virtual void Load(ref StateReader reader)
    {
    }
}
