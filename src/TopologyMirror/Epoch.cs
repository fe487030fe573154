using System.Globalization;

namespace TopologyMirror;

/// <summary>The fencing token of a cluster's lease: grows with every change of owner, and every effect carries it.</summary>
/// <param name="Value">The number; the default value 0 comes before the first.</param>
public readonly record struct Epoch(long Value) : IComparable<Epoch>
{
    /// <summary>The one that follows.</summary>
    public Epoch Next => new(Value + 1);

    /// <inheritdoc/>
    public int CompareTo(Epoch other) => Value.CompareTo(other.Value);

    /// <summary>Order of numbers.</summary>
    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    /// <summary>Order of numbers.</summary>
    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    /// <summary>Order of numbers.</summary>
    public static bool operator <=(Epoch left, Epoch right) => left.Value <= right.Value;

    /// <summary>Order of numbers.</summary>
    public static bool operator >=(Epoch left, Epoch right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
