using TopologyMirror.Internal;

namespace TopologyMirror.Capacity;

/// <summary>What capacity costs, beside the prices that the services have themselves.</summary>
public sealed class CostOptions
{
    /// <summary>The currency of every price and budget of the cluster, as three capital letters of ISO 4217. Default: "USD".</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>
    /// Price of one hour in which one instance was needed and was not there. Null: none is stated, and the accepted risk stands for it.
    /// Default: null.
    /// </summary>
    [Within(double.Epsilon, double.MaxValue)]
    public double? MissingInstanceHour { get; set; }

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal CostOptions Copy() => (CostOptions)MemberwiseClone();
}
