using TopologyMirror.Propagation;
using TopologyMirror.Tests.Contracts;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Propagation;

/// <summary>What comes next, from hand-made reports.</summary>
public sealed class BundlePropagatorTests
{
    private static readonly ServiceName Api = new("api");

    private static readonly ServiceName Db = new("db");

    private static readonly ConfigDigest Live = new(new string('1', ConfigDigest.Length));

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<InstanceId, InstanceReport> _reports = [];
    private readonly List<ObservedInstance> _instances = [];

    private static ConfigurationBundle Bundle(params ExecutionStep[] steps)
    {
        (BundleDraft draft, _) = Revisions.Draft("shop:2", "one", "two");
        Array.ForEach(steps, draft.Steps.Add);
        return draft.Build([Api, Db]);
    }

    private static StepReport Report(ConfigurationBundle bundle, string step, StepState state = StepState.Succeeded) => new()
    {
        Revision = bundle.Digest, Step = step, Key = "shop/r1/s1/a1", State = state, StartedAt = Now.AddMinutes(-1), EndedAt = Now,
    };

    private void Add(string id, ServiceName service, ConfigurationBundle bundle, bool delivered = true, params StepReport[] steps)
    {
        var instance = new InstanceId(id);
        _instances.Add(new ObservedInstance { Id = instance, Service = service, State = InstanceState.Ready, LaunchedAt = Now, LaunchDigest = bundle.Digest });
        _reports[instance] = new InstanceReport
        {
            Blobs = new SortedSet<BlobDigest>(delivered ? bundle.Blobs : []), Delivered = delivered ? bundle.Digest : null, Steps = steps,
        };
    }

    private PropagationInput Input(ConfigurationBundle bundle) => new()
    {
        Now = Now,
        Topology = new TopologySnapshot(new ClusterName("shop"), Now, _instances),
        CoverDigest = Live,
        LiveDigest = Live,
        CandidateDigest = bundle.Digest,
        Bundles = new SortedDictionary<ConfigDigest, ConfigurationBundle> { [bundle.Digest] = bundle },
        Reports = _reports,
        Shadow = new SortedSet<InstanceId>(_instances.Select(i => i.Id)),
    };

    private static string[] Next(PropagationInput input) =>
        [.. new BundlePropagator().Plan(input).Actions.Select(a => $"{a.Kind} {a.Step?.Id ?? "-"} {a.Instance}")];

    [Fact]
    public void Plan_Bare_DeliversWhatIsMissing()
    {
        ConfigurationBundle bundle = Bundle();
        Add("api-1", Api, bundle, delivered: false);
        _reports[new InstanceId("api-1")] = new InstanceReport { Blobs = new SortedSet<BlobDigest>(bundle.Blobs.Take(1)) };
        new BundlePropagator().Plan(Input(bundle)).Actions.Single().Missing.ShouldBe(bundle.Blobs.Skip(1));
    }

    [Fact]
    public void Plan_StepOnAnotherServiceBefore_WaitsForEveryInstanceOfIt()
    {
        ConfigurationBundle bundle = Bundle(DeliveryWorld.Step("load", service: Db), DeliveryWorld.Step("warm", service: Api, after: "load"));
        Add("api-1", Api, bundle);
        Next(Input(bundle)).ShouldBeEmpty();
        new BundlePropagator().Plan(Input(bundle)).Waiting[new InstanceId("api-1")].ShouldBe("step 'warm' comes after 'load'");

        Add("db-1", Db, bundle);
        Add("db-2", Db, bundle, steps: Report(bundle, "load"));
        Next(Input(bundle)).ShouldBe(["RunStep load db-1", "Activate - db-2"]);

        _reports[new InstanceId("db-1")] = _reports[new InstanceId("db-2")];
        Next(Input(bundle)).ShouldBe(["RunStep warm api-1", "Activate - db-1", "Activate - db-2"]);
    }

    [Fact]
    public void Plan_OncePerRevision_RunsOnTheOrdinallyFirstAndNothingIsActivatedBefore()
    {
        ConfigurationBundle bundle = Bundle(DeliveryWorld.Step("widen", ExecutionStepKind.SchemaExpand, Db));
        Add("api-1", Api, bundle);
        Add("db-2", Db, bundle);
        Add("db-1", Db, bundle, delivered: false);
        Next(Input(bundle)).ShouldBe(["RunStep widen db-2", "Deliver - db-1"]);

        // It was asked for there: it stays there although another one comes first now.
        _reports[new InstanceId("db-1")] = _reports[new InstanceId("db-2")];
        var attempts = new PropagationAttempts
        {
            Kind = PropagationActionKind.RunStep, Instance = new InstanceId("db-2"), Digest = bundle.Digest, Step = "widen", Keys = ["shop/r1/s1/a1"], LastAt = Now.AddMinutes(-5),
        };
        Next(Input(bundle) with { Attempts = [attempts] }).ShouldBe(["RunStep widen db-2"]);

        // Done somewhere, and not journaled yet.
        _reports[new InstanceId("db-2")] = _reports[new InstanceId("db-2")] with { Steps = [Report(bundle, "widen")] };
        PropagationPlan plan = new BundlePropagator().Plan(Input(bundle));
        plan.Settled.ShouldBe([new RevisionStep(bundle.Digest, "widen", new InstanceId("db-2"))]);
        plan.Actions.ShouldAllBe(a => a.Kind == PropagationActionKind.Activate);
        plan.Actions.Count.ShouldBe(3);
        plan.Executed.ShouldBe(["widen on db-2"]);
    }

    [Fact]
    public void Plan_RevisionOfLive_DoesNotRepeatWhatWasExecutedOnce()
    {
        ConfigurationBundle bundle = Bundle(DeliveryWorld.Step("deploy", ExecutionStepKind.Deployment, Api), DeliveryWorld.Step("warm", service: Api, after: "deploy"));
        Add("api-1", Api, bundle);
        Next(Input(bundle) with { CoverDigest = bundle.Digest, LiveDigest = bundle.Digest, CandidateDigest = null }).ShouldBe(["RunStep warm api-1"]);
    }

    [Fact]
    public void Plan_InstanceThatServesOrGaveNoAnswer_IsLeftAlone()
    {
        ConfigurationBundle bundle = Bundle();
        Add("api-1", Api, bundle, delivered: false);
        Add("api-2", Api, bundle, delivered: false);
        _reports.Remove(new InstanceId("api-2"));
        Next(Input(bundle) with { Shadow = new SortedSet<InstanceId> { new("api-2") } }).ShouldBeEmpty();
    }

    [Fact]
    public void Plan_FailedBeforeAnOperatorResumed_IsTriedAgain()
    {
        ConfigurationBundle bundle = Bundle(DeliveryWorld.Step("warm", service: Api));
        Add("api-1", Api, bundle, steps: Report(bundle, "warm", StepState.Failed) with { ExitCode = 4 });
        var attempts = new PropagationAttempts
        {
            Kind = PropagationActionKind.RunStep, Instance = new InstanceId("api-1"), Digest = bundle.Digest, Step = "warm", Keys = ["shop/r1/s1/a1"], LastAt = Now.AddMinutes(-1),
        };
        PropagationPlan stopped = new BundlePropagator().Plan(Input(bundle) with { Attempts = [attempts] });
        stopped.Actions.ShouldBeEmpty();
        stopped.Rejection!.ToString().ShouldBe("Step 'warm' on instance 'api-1' failed with exit code 4. Nothing was executed before.");
        Next(Input(bundle)).ShouldBe(["RunStep warm api-1"]);
    }

    [Fact]
    public void Plan_Again_AsksForNothingTwice()
    {
        // Whatever is asked for once is waited for: the same observation with the attempt journaled gives no second one.
        ConfigurationBundle bundle = Bundle(DeliveryWorld.Step("warm", service: Api));
        Add("api-1", Api, bundle, delivered: false);
        Add("api-2", Api, bundle);
        Add("api-3", Api, bundle, steps: Report(bundle, "warm"));
        PropagationInput input = Input(bundle);
        PropagationPlan plan = new BundlePropagator().Plan(input);
        plan.Actions.Select(a => a.Kind).ShouldBe([PropagationActionKind.Deliver, PropagationActionKind.RunStep, PropagationActionKind.Activate]);
        PropagationAttempts[] attempts =
        [
            .. plan.Actions.Select(a => new PropagationAttempts { Kind = a.Kind, Instance = a.Instance, Digest = bundle.Digest, Step = a.Step?.Id, Keys = ["shop/r2/s1/a1"], LastAt = Now }),
        ];
        PropagationPlan again = new BundlePropagator().Plan(input with { Attempts = attempts });
        again.Actions.ShouldBeEmpty();
        again.Waiting.Count.ShouldBe(3);
    }
}
