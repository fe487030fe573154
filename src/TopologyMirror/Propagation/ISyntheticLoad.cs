namespace TopologyMirror.Propagation;

/// <summary>Offers a load to one shadow instance and measures how it stands it.</summary>
/// <remarks>
/// It calls the instance by its own address, never through what live is reached by, and marks its requests with
/// <see cref="SyntheticLoadArguments.Mark"/> where the protocol has room for it. May be called for several instances at the same time.
/// </remarks>
public interface ISyntheticLoad
{
    /// <summary>Its name in messages.</summary>
    string Name { get; }

    /// <summary>True when the cluster's load metrics count its requests: samples of that time are then tagged as load test and not learnt. Constant.</summary>
    bool IsMeasured { get; }

    /// <summary>Offers the load for its duration, and measures.</summary>
    /// <param name="arguments">The instance, the load and the duration.</param>
    /// <param name="cancellationToken">Ends the load at once.</param>
    /// <returns>What became of the requests.</returns>
    ValueTask<SyntheticLoadResult> OfferAsync(SyntheticLoadArguments arguments, CancellationToken cancellationToken);
}
