namespace TopologyMirror.Tests.Architecture;

public sealed class PublicApiTests
{
    private const string Update = "TOPOLOGYMIRROR_UPDATE_API";

    private static string Baseline { get; } = Path.Combine(SourceTree.Root, "tests", "TopologyMirror.Tests", "PublicApi.txt");

    [Fact]
    public void Core_PublicApi_IsTheCommittedOne()
    {
        IReadOnlyList<string> actual = PublicApi.Of(SourceAssemblies.Core);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Baseline, string.Join('\n', actual) + "\n");
        }

        string[] expected = File.Exists(Baseline) ? File.ReadAllLines(Baseline) : [];
        IEnumerable<string> added = actual.Except(expected, StringComparer.Ordinal).Select(line => "+ " + line);
        IEnumerable<string> removed = expected.Except(actual, StringComparer.Ordinal).Select(line => "- " + line);

        string[] difference = [.. added.Concat(removed).OrderBy(line => line[2..], StringComparer.Ordinal)];
        Assert.True(
            difference.Length == 0,
            $"The public API changed. If it was meant to, run the tests once with {Update}=1 and commit PublicApi.txt.\n{string.Join('\n', difference)}");
    }

    [Fact]
    public void PublicApi_OfAType_ShowsWhatCallersDependOn()
    {
        List<string> lines = [];
        PublicApi.AddType(typeof(Sample<>), lines);

        lines.ShouldBe([
            "TopologyMirror.Tests.Architecture.PublicApiTests.Sample<T> = abstract class, System.IDisposable where T : class, System.IDisposable, new()",
            "TopologyMirror.Tests.Architecture.PublicApiTests.Sample<T>: protected Sample(string? name = null, int count = 3)",
            "TopologyMirror.Tests.Architecture.PublicApiTests.Sample<T>: const string Word = \"a \\\"b\\\"\"",
            "TopologyMirror.Tests.Architecture.PublicApiTests.Sample<T>: System.Collections.Generic.IReadOnlyList<string?>? List { get; protected set; }",
            "TopologyMirror.Tests.Architecture.PublicApiTests.Sample<T>: required int Needed { get; init; }",
            "TopologyMirror.Tests.Architecture.PublicApiTests.Sample<T>: event System.Action? Changed",
            "TopologyMirror.Tests.Architecture.PublicApiTests.Sample<T>: virtual void Dispose()",
            "TopologyMirror.Tests.Architecture.PublicApiTests.Sample<T>: protected abstract T Do<TOther>(in System.ReadOnlySpan<TOther> span, out int? result, params TOther[] others) where TOther : unmanaged",
        ], ignoreOrder: true);
    }

    public abstract class Sample<T>(string? name = null, int count = 3) : IDisposable
        where T : class, IDisposable, new()
    {
        public const string Word = "a \"b\"";

        private readonly string? _name = name + count;

        public event Action? Changed;

        public IReadOnlyList<string?>? List { get; protected set; }

        public required int Needed { get; init; }

        public virtual void Dispose()
        {
            Changed?.Invoke();
            Hidden();
            GC.SuppressFinalize(this);
        }

        internal void Hidden() => List = [_name];

        protected abstract T Do<TOther>(in ReadOnlySpan<TOther> span, out int? result, params TOther[] others)
            where TOther : unmanaged;
    }
}
