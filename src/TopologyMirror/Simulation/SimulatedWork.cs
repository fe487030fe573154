namespace TopologyMirror.Simulation;

/// <summary>What a service does with the load that arrives at one moment.</summary>
/// <param name="Offered">Load that arrives, in units of one warm instance.</param>
/// <param name="Power">What the serving instances can carry, in the same unit; cold ones carry less.</param>
public readonly record struct SimulatedWork(double Offered, double Power)
{
    /// <summary>Load that is carried.</summary>
    public double Served => Math.Min(Offered, Power);

    /// <summary>Load that is not carried.</summary>
    public double Shortfall => Math.Max(Offered - Power, 0);

    /// <summary>Busy fraction of the serving instances, 0 to 1; 1 when nothing serves and something is offered.</summary>
    public double Utilisation => Power > 0 ? Math.Min(Offered / Power, 1) : Offered > 0 ? 1 : 0;
}
