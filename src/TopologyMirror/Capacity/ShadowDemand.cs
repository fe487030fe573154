namespace TopologyMirror.Capacity;

/// <summary>What a service asks of the shadow. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="BelowFloor">Instances that live lacks to its floor.</param>
/// <param name="Lacking">Instances that live lacks to what is wanted in it, those of the floor included.</param>
/// <param name="Standing">Cover that stands ready whatever the forecast says.</param>
/// <param name="Cover">Cover that is wanted, all of the above included.</param>
/// <param name="Candidate">Candidates that are wanted.</param>
public readonly record struct ShadowDemand(ServiceName Service, int BelowFloor, int Lacking, int Standing, int Cover, int Candidate)
{
    /// <summary>Cover that there is, what is on its way included.</summary>
    public int CoverHad { get; init; }

    /// <summary>Candidates that there are, those on their way included.</summary>
    public int CandidateHad { get; init; }

    /// <summary>True when the candidates are of a release of which some waves are committed: money does not leave it half done.</summary>
    public bool HasBegun { get; init; }
}
