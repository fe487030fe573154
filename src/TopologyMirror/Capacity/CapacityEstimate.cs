namespace TopologyMirror.Capacity;

/// <summary>The load that one instance carries within its objective, as learnt. Immutable.</summary>
/// <param name="Planned">What is planned on an instance: it carries at least that with the relation's confidence.</param>
/// <param name="Median">As likely too high as too low.</param>
/// <param name="Low">Start of the interval that holds the capacity with probability 0.9.</param>
/// <param name="High">End of that interval; infinite where nothing bounds it.</param>
/// <param name="Samples">Steps that it rests on, older ones counted for less.</param>
/// <param name="IsInherited">True while it rests on what the digest before carried, since the digest itself has shown too little.</param>
public sealed record CapacityEstimate(double Planned, double Median, double Low, double High, double Samples, bool IsInherited);
