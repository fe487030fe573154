namespace TopologyMirror.Contracts;

/// <summary>What every suite needs around an implementation. Used by one case, and by one caller at a time.</summary>
public interface IContractFixture
{
    /// <summary>A cluster that no other case has used.</summary>
    ClusterName Cluster { get; }

    /// <summary>The clock that the implementation goes by.</summary>
    TimeProvider Time { get; }

    /// <summary>The longest time that anything may take that the implementation has accepted: readiness, data plane, drain, end.</summary>
    TimeSpan Patience { get; }

    /// <summary>Lets time pass on the clock that the implementation goes by.</summary>
    /// <param name="duration">How much; more is allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task PassTimeAsync(TimeSpan duration, CancellationToken cancellationToken);
}
