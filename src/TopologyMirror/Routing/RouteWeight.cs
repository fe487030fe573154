namespace TopologyMirror.Routing;

/// <summary>A weight that an instance shall have.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Weight">0 drains: no new requests, open connections live on. From 1 on the instance gets its share of requests.</param>
public readonly record struct RouteWeight(InstanceId Instance, int Weight)
{
    /// <summary>The weight of an instance that serves in full.</summary>
    public const int Full = 100;
}
