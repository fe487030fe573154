using System.Collections.Immutable;

namespace TopologyMirror.Replay;

/// <summary>
/// What one way to scale gives at any cost: the lower-left convex hull over its settings, straight between neighbours, since days can be
/// divided between two settings. Immutable.
/// </summary>
/// <remarks>Lower hull by the monotone chain of Andrew, "Another efficient algorithm for convex hulls in two dimensions", 1979.</remarks>
public sealed class EqualCost
{
    private EqualCost(ImmutableArray<CostPoint> hull) => Hull = hull;

    /// <summary>The corners, cheapest first: cost rises, loss falls.</summary>
    public ImmutableArray<CostPoint> Hull { get; }

    /// <summary>Makes the hull.</summary>
    /// <param name="settings">Cost and loss of each setting; at least one.</param>
    public static EqualCost Of(IEnumerable<CostPoint> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<CostPoint> hull = [];
        foreach (CostPoint point in settings.OrderBy(p => p.Cost).ThenBy(p => p.Loss))
        {
            // Who pays more than somebody else and gets no more is on no lower-left hull.
            if (hull.Count > 0 && point.Loss >= hull[^1].Loss)
            {
                continue;
            }

            while (hull.Count > 1 && !IsBelow(hull[^1], hull[^2], point))
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(point);
        }

        ArgumentOutOfRangeException.ThrowIfZero(hull.Count, nameof(settings));
        return new EqualCost([.. hull]);
    }

    /// <summary>The loss at a cost: linear between corners; beyond the dearest corner that of this corner, since more buys nothing.</summary>
    /// <param name="cost">The cost.</param>
    /// <returns>The loss; null below the cheapest setting, where there is none.</returns>
    public double? LossAt(double cost)
    {
        if (cost < Hull[0].Cost)
        {
            return null;
        }

        for (int i = 1; i < Hull.Length; i++)
        {
            if (cost < Hull[i].Cost)
            {
                double share = (cost - Hull[i - 1].Cost) / (Hull[i].Cost - Hull[i - 1].Cost);
                return Hull[i - 1].Loss + (share * (Hull[i].Loss - Hull[i - 1].Loss));
            }
        }

        return Hull[^1].Loss;
    }

    /// <summary>Whether the middle point lies below the straight line between its neighbours.</summary>
    private static bool IsBelow(CostPoint middle, CostPoint left, CostPoint right) =>
        ((middle.Cost - left.Cost) * (right.Loss - left.Loss)) - ((middle.Loss - left.Loss) * (right.Cost - left.Cost)) > 0;
}
