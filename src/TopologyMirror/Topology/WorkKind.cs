namespace TopologyMirror.Topology;

/// <summary>How many instances of a service do its background work: what reaches outside without a request, such as queue consumers, cron and mail.</summary>
public enum WorkKind
{
    /// <summary>The service has no background work.</summary>
    None,

    /// <summary>Every live instance works, for example as a consumer of one queue.</summary>
    Shared,

    /// <summary>Exactly one live instance works, for example as cron.</summary>
    Singleton,
}
