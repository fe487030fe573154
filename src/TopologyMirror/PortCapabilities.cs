namespace TopologyMirror;

/// <summary>What a provider's port can do. What a cluster needs and its port lacks is an error at start-up that names both.</summary>
[Flags]
public enum PortCapabilities
{
    /// <summary>Nothing beyond the duties of the port itself.</summary>
    None = 0,

    /// <summary>A shadow instance can be brought into live by changing its routes alone: what Join needs.</summary>
    JoinByRoute = 1 << 0,

    /// <summary>A routed instance can be drained and stay in the fleet: what demote needs.</summary>
    DrainInPlace = 1 << 1,

    /// <summary>Open connections per instance are observed, so that a drain ends when they do.</summary>
    OpenConnections = 1 << 2,

    /// <summary>The share of requests per instance is observed.</summary>
    RequestShares = 1 << 3,

    /// <summary>The digest that an instance runs is read back from the instance itself.</summary>
    DigestReadBack = 1 << 4,

    /// <summary>Configuration is delivered to an instance, executed there and activated by a port.</summary>
    Delivery = 1 << 5,

    /// <summary>The whole configuration that an instance runs can be read from it.</summary>
    Capture = 1 << 6,

    /// <summary>A former writer can follow the new one, so that it could take over again: what the way back of a moved writer needs.</summary>
    Reversible = 1 << 7,

    /// <summary>A process can be started with its work and ended with it: what services that are kept unstarted need of a work gate.</summary>
    StartsWork = 1 << 8,
}
