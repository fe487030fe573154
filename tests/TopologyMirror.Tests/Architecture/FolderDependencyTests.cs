using System.Collections.Immutable;

namespace TopologyMirror.Tests.Architecture;

public sealed class FolderDependencyTests
{
    /// <summary>Folders of the extension classes that lie where hosts look for them.</summary>
    private static readonly ImmutableDictionary<string, string> ExtensionClasses = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("Microsoft.Extensions.DependencyInjection.SimulationClusterBuilderExtensions", "Simulation"),
            KeyValuePair.Create("Microsoft.Extensions.DependencyInjection.MirroredWorkServiceCollectionExtensions", "Hosting"),
            KeyValuePair.Create("Microsoft.Extensions.DependencyInjection.TopologyMirrorServiceCollectionExtensions", "Hosting"),
        ]);

    private static IReadOnlyList<TypeArrow> Core() =>
        AssemblyArrows.Read(typeof(TopologyMirrorException).Assembly.Location, "TopologyMirror", ExtensionClasses);

    private static IReadOnlyList<TypeArrow> Planted() =>
        AssemblyArrows.Read(typeof(FolderDependencyTests).Assembly.Location, "TopologyMirror.Tests.Architecture.Planted", ExtensionClasses);

    private static List<string> Violations(IReadOnlyList<TypeArrow> arrows, FolderTable table) =>
        [.. arrows.Where(arrow => !table.Allows(arrow.From.Folder, arrow.To.Folder)).Select(arrow => arrow.ToString())];

    [Fact]
    public void Core_EveryArrowBetweenFolders_IsInTheTable() =>
        Violations(Core(), FolderTable.Core).ShouldBeEmpty("Folders of core name each other in one direction only.");

    [Fact]
    public void Core_EveryType_LiesInAFolderOfTheTable()
    {
        IEnumerable<string> strangers = SourceAssemblies.TypesOf(SourceAssemblies.Core)
            .Where(type => !type.IsNested && !ExtensionClasses.ContainsKey(type.FullName!))
            .Where(type => !FolderTable.Core.Folders.Contains(FolderOf(type), StringComparer.Ordinal))
            .Select(type => type.FullName!);
        strangers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Durability", "Metrics")]
    [InlineData("Routing", "Metrics")]
    [InlineData("Forecasting", "Topology")]
    [InlineData("Shadow", "Replay")]
    [InlineData("Shadow", "Switchover")]
    [InlineData("Switchover", "Replay")]
    [InlineData("Switchover", "Promotion")]
    [InlineData("Safety", "Pipeline")]
    [InlineData("Pipeline", "Simulation")]
    [InlineData("Pipeline", "Hosting")]
    [InlineData("Simulation", "Hosting")]
    [InlineData("Hosting", "Simulation")]
    [InlineData("(root)", "Metrics")]
    public void Table_ArrowAgainstTheOrder_IsNotAllowed(string from, string to) => FolderTable.Core.Allows(from, to).ShouldBeFalse();

    [Theory]
    [InlineData("(root)", "Internal")]
    [InlineData("Durability", "Telemetry")]
    [InlineData("Switchover", "Durability")]
    [InlineData("Promotion", "Replay")]
    [InlineData("Promotion", "Switchover")]
    [InlineData("Simulation", "Replay")]
    [InlineData("Hosting", "Pipeline")]
    public void Table_ArrowOfTheOrder_IsAllowed(string from, string to) => FolderTable.Core.Allows(from, to).ShouldBeTrue();

    [Fact]
    public void Checker_TableWithoutAnArrowThatExists_NamesBothTypes()
    {
        List<string> violations = Violations(Core(), FolderTable.Core.Without("Forecasting", "Metrics"));

        violations.ShouldContain("Forecasting.IForecastSession -> Metrics.SampleTags");
    }

    [Fact]
    public void Checker_TypeNamedInAnyWay_IsFound()
    {
        List<string> expected = [.. typeof(FolderDependencyTests).Assembly.GetTypes()
            .Where(type => !type.IsNested && type.Namespace == "TopologyMirror.Tests.Architecture.Planted.Lower")
            .Select(type => $"Upper.Namer`1 -> Lower.{type.Name}")
            .Where(arrow => !arrow.EndsWith("ByConstant", StringComparison.Ordinal) && !arrow.EndsWith("ByNameof", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

        expected.Count.ShouldBeGreaterThan(25);
        Planted().Select(arrow => arrow.ToString()).ShouldBe(expected);
    }

    private static string FolderOf(Type type) =>
        type.Namespace is null or "TopologyMirror" ? FolderTable.Root : type.Namespace.Split('.') is [_, var folder, ..] ? folder : type.Namespace;
}
