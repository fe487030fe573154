namespace TopologyMirror.Capacity;

public sealed partial record ServiceCapacity
{
    /// <summary>
    /// The floor of a window: the largest of the ordinary floor and of the scheduled ones that are in force at any moment of it, never above
    /// the ceiling.
    /// </summary>
    /// <param name="from">Start of the window, inclusive.</param>
    /// <param name="to">End of the window, exclusive; at or before the start, the start alone counts.</param>
    public FloorInForce FloorIn(DateTimeOffset from, DateTimeOffset to)
    {
        var highest = new FloorInForce(Floor, null);
        foreach (ScheduledFloor scheduled in ScheduledFloors)
        {
            int floor = Math.Min(scheduled.Floor, Ceiling);
            bool mayCount = floor > Floor && floor >= highest.Floor;
            if (mayCount && scheduled.PeriodIn(from, to) is { } period && (floor > highest.Floor || period.Start < highest.Since))
            {
                highest = new FloorInForce(floor, period.Start);
            }
        }

        return highest;
    }

    /// <summary>The same service with the floor of a window as its ordinary one, and none scheduled.</summary>
    /// <param name="from">Start of the window, inclusive.</param>
    /// <param name="to">End of the window, exclusive; at or before the start, the start alone counts.</param>
    public ServiceCapacity In(DateTimeOffset from, DateTimeOffset to) =>
        ScheduledFloors.Count == 0 ? this : this with { Floor = FloorIn(from, to).Floor, ScheduledFloors = [] };

    /// <summary>
    /// The ceiling while so much is forecast: the ordinary one, or with a <see cref="CeilingBuffer"/> and a forecast above it, forecast ×
    /// (1 + buffer), rounded up, within <see cref="CeilingLimit"/>: forecast 50, ceiling 40, buffer 0.1 give 55.
    /// </summary>
    /// <param name="forecast">Instances that the forecast takes at the accepted risk, as a real number.</param>
    /// <remarks>Source: AWS documentation, predictive scaling, <c>MaxCapacityBreachBehavior</c> and <c>MaxCapacityBuffer</c>.</remarks>
    public int CeilingFor(double forecast) => CeilingBuffer is { } buffer && Exceeds(forecast)
        ? (int)Math.Min(Whole(forecast * (1 + buffer)), Math.Max(CeilingLimit ?? int.MaxValue, Ceiling))
        : Ceiling;

    /// <summary>True when a forecast takes more than the ordinary ceiling allows.</summary>
    /// <param name="forecast">Instances that the forecast takes at the accepted risk, as a real number.</param>
    public bool Exceeds(double forecast) => Whole(forecast) > Ceiling;

    /// <summary>The same service with the ceiling that a forecast allows.</summary>
    /// <param name="forecast">Instances that the forecast takes at the accepted risk, as a real number.</param>
    public ServiceCapacity RaisedFor(double forecast) => CeilingFor(forecast) is var raised && raised == Ceiling ? this : this with { Ceiling = raised };

    // A ratio that is whole up to rounding does not take one more instance.
    private static double Whole(double instances) => Math.Ceiling(instances - 1e-9);
}
