using System.Text;
using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Propagation;

public sealed class ConfigurationBundleTests
{
    private static readonly ServiceName Api = new("api");

    private static readonly ServiceName[] Services = [Api, new("db")];

    private static BlobDigest Blob(string text) => BlobDigest.Of(Encoding.UTF8.GetBytes(text));

    private static BundleDraft Draft(Action<BundleDraft>? change = null)
    {
        var draft = new BundleDraft("shop/api@sha256:1");
        draft.Files.Add(new BundleFile("/etc/app.json", Blob("{}"), 2));
        draft.Files.Add(new BundleFile("/etc/log.json", Blob("log"), 3));
        draft.Environment["REGION"] = "north";
        draft.DependencyLock = Blob("lock");
        draft.Secrets.Add(new SecretReference("db-password", "7"));
        draft.Steps.Add(Step("warm", dependsOn: "migrate"));
        draft.Steps.Add(Step("migrate", ExecutionStepKind.SchemaExpand));
        change?.Invoke(draft);
        return draft;
    }

    private static ExecutionStep Step(string id, ExecutionStepKind kind = ExecutionStepKind.Script, params string[] dependsOn) =>
        new() { Id = id, Kind = kind, Service = Api, Command = ["/bin/" + id], DependsOn = dependsOn };

    [Fact]
    public void Build_SamePartsInAnotherOrder_HaveTheSameDigest()
    {
        ConfigDigest digest = Draft().Build(Services).Digest;
        var other = new BundleDraft("shop/api@sha256:1") { DependencyLock = Blob("lock") };
        other.Steps.Add(Step("migrate", ExecutionStepKind.SchemaExpand));
        other.Steps.Add(Step("warm", dependsOn: "migrate"));
        other.Secrets.Add(new SecretReference("db-password", "7"));
        other.Environment["REGION"] = "north";
        other.Files.Add(new BundleFile("/etc/log.json", Blob("log"), 3));
        other.Files.Add(new BundleFile("/etc/app.json", Blob("{}"), 2));

        other.Build(Services).Digest.ShouldBe(digest);
    }

    public static TheoryData<string, Action<BundleDraft>> Changes => new()
    {
        { "file", d => d.Files.Add(new BundleFile("/etc/more.json", Blob("more"), 4)) },
        { "variable", d => d.Environment["REGION"] = "south" },
        { "lock", d => d.DependencyLock = null },
        { "secret", d => d.Secrets.Add(new SecretReference("mail", "1")) },
        { "step", d => d.Steps.Add(Step("more")) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Build_AnyPartDiffers_DigestDiffers(string part, Action<BundleDraft> change) =>
        Draft(change).Build(Services).Digest.ShouldNotBe(Draft().Build(Services).Digest, part);

    [Fact]
    public void Build_PartsThatRunIntoEachOther_HaveOtherDigests()
    {
        var one = new BundleDraft("a");
        one.Environment["AB"] = "C";
        var other = new BundleDraft("a");
        other.Environment["A"] = "BC";
        one.Build(Services).Digest.ShouldNotBe(other.Build(Services).Digest);
    }

    [Fact]
    public void Build_Steps_ComeAfterWhatTheyDependOn() =>
        Draft().Build(Services).Steps.Select(s => s.Id).ShouldBe(["migrate", "warm"]);

    public static TheoryData<Action<BundleDraft>, string> Faults => new()
    {
        { d => d.Files.Add(new BundleFile("/etc/app.json", Blob("other"), 5)), "The bundle has 2 files with the path '/etc/app.json'." },
        { d => d.Files.Add(new BundleFile("/etc/../passwd", Blob("x"), 1)), "The path '/etc/../passwd' is not an absolute path with forward slashes and without '.' and '..' segments." },
        { d => d.Files.Add(new BundleFile("app.json", Blob("x"), 1)), "The path 'app.json' is not an absolute path with forward slashes and without '.' and '..' segments." },
        { d => d.SizeLimit = 4, "The files take 5 bytes, more than the limit of 4." },
        { d => d.Secrets.Add(new SecretReference("mail", "")), "The secret 'mail' has no version; a name alone could change under a running revision." },
        { d => d.Secrets.Add(new SecretReference("db-password", "8")), "The bundle names the secret 'db-password' 2 times." },
        { d => d.Steps.Add(Step("warm")), "The bundle has two steps with the id 'warm'." },
        { d => d.Steps.Add(Step("x", dependsOn: "y")), "Step 'x' depends on 'y', which the bundle does not have." },
        { d => d.Steps.Add(Step("x") with { Service = new ServiceName("cache") }), "Step 'x' runs on service 'cache', which the cluster does not have." },
        { d => d.Steps.Add(Step("x") with { Command = [] }), "Step 'x' has no command." },
        { d => d.Steps.Add(Step("x") with { Timeout = TimeSpan.Zero }), "Step 'x' has a timeout of 00:00:00; it must be longer than zero." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Build_Contradiction_IsNamed(Action<BundleDraft> change, string fault) =>
        Should.Throw<InvalidBundleException>(() => Draft(change).Build(Services)).Faults.ShouldBe([fault]);

    [Fact]
    public void Build_StepsInACircle_NamesTheCircle() =>
        Should.Throw<InvalidBundleException>(() => Draft(d =>
        {
            d.Steps.Add(Step("a", dependsOn: "b"));
            d.Steps.Add(Step("b", dependsOn: "c"));
            d.Steps.Add(Step("c", dependsOn: ["warm", "b"]));
        }).Build(Services)).Faults.ShouldBe(["Steps depend on each other in a circle: b -> c -> b."]);
}
