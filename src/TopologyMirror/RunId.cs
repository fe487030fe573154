using System.Globalization;

namespace TopologyMirror;

/// <summary>Numbers the journaled changes of one cluster; a run keeps its number whoever owns it.</summary>
/// <param name="Value">The number; the default value 0 comes before the first.</param>
public readonly record struct RunId(long Value) : IComparable<RunId>
{
    /// <summary>The one that follows.</summary>
    public RunId Next => new(Value + 1);

    /// <inheritdoc/>
    public int CompareTo(RunId other) => Value.CompareTo(other.Value);

    /// <summary>Order of numbers.</summary>
    public static bool operator <(RunId left, RunId right) => left.Value < right.Value;

    /// <summary>Order of numbers.</summary>
    public static bool operator >(RunId left, RunId right) => left.Value > right.Value;

    /// <summary>Order of numbers.</summary>
    public static bool operator <=(RunId left, RunId right) => left.Value <= right.Value;

    /// <summary>Order of numbers.</summary>
    public static bool operator >=(RunId left, RunId right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
