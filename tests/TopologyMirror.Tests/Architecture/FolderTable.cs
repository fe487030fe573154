using System.Collections.Immutable;

namespace TopologyMirror.Tests.Architecture;

/// <summary>Which folder of core may name types of which other: docs/architecture.md, from the ground up, each line as it stands there.</summary>
/// <remarks>Lists are literal: a folder does not inherit what the folders that it names may name.</remarks>
internal sealed class FolderTable
{
    /// <summary>The root folder; its types lie in the library's own namespace.</summary>
    public const string Root = "(root)";

    /// <summary>Every folder may name these three.</summary>
    private static readonly string[] Common = [Root, "Telemetry", "Internal"];

    private readonly ImmutableSortedDictionary<string, ImmutableSortedSet<string>> _allowed;

    private FolderTable(ImmutableSortedDictionary<string, ImmutableSortedSet<string>> allowed) => _allowed = allowed;

    /// <summary>The table that holds for core.</summary>
    public static FolderTable Core { get; } = Build();

    /// <summary>Every folder there may be.</summary>
    public IEnumerable<string> Folders => _allowed.Keys;

    /// <summary>Whether types of one folder may name types of the other.</summary>
    public bool Allows(string from, string to) =>
        string.Equals(from, to, StringComparison.Ordinal) || (_allowed.TryGetValue(from, out ImmutableSortedSet<string>? to2) && to2.Contains(to));

    /// <summary>The same table without one arrow.</summary>
    public FolderTable Without(string from, string to) => new(_allowed.SetItem(from, _allowed[from].Remove(to)));

    private static FolderTable Build()
    {
        ImmutableSortedDictionary<string, ImmutableSortedSet<string>> table =
            ImmutableSortedDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);
        List<string> above = [];

        void Add(string folder, params IEnumerable<string> names)
        {
            table = table.Add(folder, ImmutableSortedSet.CreateRange(StringComparer.Ordinal, [.. Common, .. names]));
            above.Add(folder);
        }

        IEnumerable<string> AllAbove(params string[] but) => [.. above.Except(but, StringComparer.Ordinal)];

        Add(Root);
        Add("Telemetry");
        Add("Internal");
        Add("Durability");
        Add("Metrics");
        Add("Topology");
        Add("Data", "Topology");
        Add("Routing", "Topology", "Data");
        Add("Forecasting", "Metrics");
        Add("Tuning", "Forecasting", "Metrics");
        Add("Capacity", "Forecasting", "Metrics", "Topology");
        Add("Replay", "Forecasting", "Capacity", "Metrics", "Topology");
        Add("Propagation", "Topology", "Metrics", "Durability");
        Add("Shadow", "Topology", "Routing", "Capacity", "Propagation", "Durability");
        Add("Switchover", AllAbove(but: "Replay"));
        Add("Promotion", AllAbove());
        Add("Safety", AllAbove());
        Add("Pipeline", AllAbove());
        Add("Simulation", AllAbove());
        Add("Hosting", AllAbove(but: "Simulation"));
        return new FolderTable(table);
    }
}
