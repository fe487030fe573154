using System.Collections;

namespace TopologyMirror.Simulation;

/// <summary>The values of a load that has no end: a step has the level that was in force when it was first looked at.</summary>
internal sealed class CampaignLoad(double level) : IReadOnlyList<double>
{
    private readonly List<double> _values = [];

    public int Count => int.MaxValue;

    /// <summary>The level of what was not looked at yet.</summary>
    public double Level { get; set; } = level;

    public double this[int index]
    {
        get
        {
            while (_values.Count <= index)
            {
                _values.Add(Level);
            }

            return _values[index];
        }
    }

    public IEnumerator<double> GetEnumerator()
    {
        for (int i = 0; ; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
