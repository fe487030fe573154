using TopologyMirror.Contracts;
using TopologyMirror.Durability;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Contracts.Wrong;

namespace TopologyMirror.Tests.Contracts;

/// <summary>The suites find what is wrong, and nothing else.</summary>
public sealed class WrongImplementationTests
{
    private static readonly SimulatedCluster Declared = new SimulationWorld(0, DateTimeOffset.UnixEpoch).Cluster(new ClusterName("declared"));

    [Fact]
    public async Task Fleet_ThatForgetsKeys_IsFound() =>
        (await FleetAsync(f => new ForgetfulFleet(f.Fleet))).ShouldBe(
            ["LaunchAsync_SameKey_GivesTheSameInstances", "LaunchAsync_SameKeyByTheNextOwner_GivesTheSameInstances"]);

    [Fact]
    public async Task Fleet_ThatWaitsForReadiness_IsFound() =>
        (await FleetAsync(f => new WaitingFleet(f.Fleet, f))).ShouldBe(["LaunchAsync_Accepted_ReturnsBeforeReady"]);

    [Fact]
    public async Task Fleet_ThatMissesWhatIsGone_IsFound() =>
        (await FleetAsync(f => new StrictFleet(f.Fleet))).ShouldBe(
            ["TerminateAsync_Unknown_IsNoErrorAndTheOthersGo", "TerminateAsync_SameKey_ChangesNothing", "TerminateAsync_StaleEpoch_IsRefused"]);

    [Fact]
    public async Task Router_ThatDropsWhatItShouldDrain_IsFound() =>
        (await ContractRunner.ViolatedAsync(TrafficRouterContract.For(
            SimulatedRouterFixture.Scope(router => new DroppingRouter(router)), Declared.Routers[0].Description))).ShouldBe(
            [
                "SetWeightsAsync_SwapOfAll_NeverLeavesNone",
                "SetWeightsAsync_Zero_KeepsItsPlace",
                "SetWeightsAsync_DrainedAgainFull_ServesAgain",
                "ObserveAsync_Drained_HasNoConnectionsInTheEnd",
            ]);

    [Fact]
    public async Task MetricSource_ThatFillsGaps_IsFound() =>
        (await ContractRunner.ViolatedAsync(MetricSourceContract.For(SimulatedMetricFixture.Scope(source => new FillingMetricSource(source))))).ShouldBe(
            [
                "ReadAsync_WholeRange_GivesEverySample",
                "ReadAsync_Gap_IsLeftOut",
                "ReadAsync_Range_IncludesItsStartAndExcludesItsEnd",
                "ReadAsync_BeforeTheFirst_IsEmpty",
                "ReadAsync_UnknownMetric_IsEmpty",
                "ReadAsync_IntoTheFuture_GivesNothingUnfinished",
            ]);

    [Fact]
    public async Task ConfigurationTarget_ThatDoesNotAsk_IsFound() =>
        (await ContractRunner.ViolatedAsync(ConfigurationTargetContract.For(
            SimulatedConfigurationFixture.Scope(c => new HopefulConfiguration(c.Description, c, c)), Declared.Configuration.Description))).ShouldBe(
            ["ReadAsync_Unknown_IsLeftOut", "ReadAsync_Silent_IsLeftOut", "ReadAsync_OtherDesired_StillGivesWhatTheyRun", .. OfDelivery]);

    [Fact]
    public async Task ConfigurationTarget_ThatTrustsWhatArrives_IsFound() =>
        (await TargetAsync(c => new TrustingTarget(c))).ShouldBe(["DeliverAsync_OtherBytes_AreNotHeld", "DeliverAsync_ReaderFails_EndsWithoutTheBlobs", "DeliverAsync_AfterOtherBytes_HoldsTheRightOnes"]);

    [Fact]
    public async Task ConfigurationTarget_ThatTellsSecrets_IsFound() =>
        (await TargetAsync(c => new TalkativeTarget(c))).ShouldBe(["RunStepAsync_Secret_IsRedacted"]);

    [Fact]
    public async Task Journal_WithoutAFence_IsFound() =>
        (await ContractRunner.ViolatedAsync(OperationJournalContract.For(
            StoreFixture.Scope(() => new StoreFixture { Journal = new UnfencedJournal() }), isDurable: false))).ShouldBe(
            [
                "AppendAsync_OtherCluster_HasNumbersOfItsOwn",
                "AppendAsync_LowerEpoch_IsRefusedAndNotWritten",
                "AppendAsync_LowerEpochOfAnotherCluster_IsWritten",
                "FindCheckpointAsync_Several_GivesTheNewest",
                "CompactAsync_Checkpoint_BecomesTheFirst",
                "CompactAsync_ThenAppend_GoesOnNumbering",
                "CompactAsync_NoCheckpoint_IsRefused",
                "CompactAsync_LowerEpoch_IsRefused",
                "AppendAsync_AfterALease_IsFencedByIt",
                "TryAcquireAsync_AfterARecord_GrantsAHigherEpoch",
                "AppendAsync_GlassBroken_RefusesRunsAndIntentsOnly",
            ]);

    [Fact]
    public async Task Leases_ThatAlwaysHold_AreFound() =>
        (await ContractRunner.ViolatedAsync(LeaseStoreContract.For(
            StoreFixture.Scope(() => new StoreFixture { Leases = new EternalLeases(new InMemoryStore(new ManualTime())) }), isDurable: false))).ShouldContain(
            "TryRenewAsync_Released_IsFalse");

    [Fact]
    public async Task Forecaster_ThatSharesItsSessions_IsFound()
    {
        IReadOnlyList<string> violated = await ContractRunner.ViolatedAsync(ForecasterContract.For(ForecasterFixture.Scope(new MoodyForecaster())));
        violated.ShouldBe(
            [
                "Forecast_SameSamples_IsEqualBitForBit",
                "Forecast_AskedAgain_ChangesNothing",
                "Forecast_OnTheWay_IsAsWithoutTheRest",
                "Forecast_OtherSessionsBeside_IsTheSame",
                "TryRestore_Saved_ContinuesBitForBit",
                "TryRestore_OtherSeries_GivesNothing",
                "TryRestore_Damaged_GivesNothing",
            ]);
    }

    [Fact]
    public async Task Wiring_ThatOnlyAdds_IsFound() =>
        (await ContractRunner.ViolatedAsync(ServiceWiringContract.For(SimulatedWiringFixture.Scope(w => new AddingWiring(w)), Declared.Wiring.Description))).ShouldBe(
            ["WireAsync_OtherTargets_ReplacesThemAndNeverLeavesNone", "WireAsync_OneOfTwo_LeavesTheOther"]);

    [Fact]
    public async Task SyntheticLoad_ThatReachesLive_IsFound() =>
        (await ContractRunner.ViolatedAsync(SyntheticLoadContract.For(SimulatedLoadFixture.Scope((f, load) => new SprayingLoad(f.Live, load))))).ShouldBe(
            ["OfferAsync_OneInstance_ReachesThatOneAndNeverLive", "OfferAsync_Cancelled_EndsBeforeItsTime"]);

    [Fact]
    public async Task Check_ThatLooksAtAnotherInstance_IsFound() =>
        (await ContractRunner.ViolatedAsync(ValidationCheckContract.For(SimulatedCheckFixture.Scope(check => new StickyCheck(check))))).ShouldBe(
            ["CheckAsync_AskedAgain_SaysTheSame", "CheckAsync_SeveralAtOnce_AnswersEachAboutItself"]);

    [Fact]
    public async Task Port_ThatDeclaresMoreThanItIs_IsFound()
    {
        PortDescription modest = Declared.Fleet.Description with { Fencing = Fencing.CheckThenAct };
        ContractSuite suite = InstanceFleetContract.For(SimulatedFleetFixture.Scope(), modest);

        suite.NotApplicable.ShouldBe(["LaunchAsync_StaleEpoch_IsRefused", "TerminateAsync_StaleEpoch_IsRefused"]);
        (await ContractRunner.ViolatedAsync(suite)).ShouldBe(["Description_Asked_IsAsDeclared"]);
    }

    /// <summary>Everything that reads of an instance what was done to it.</summary>
    private static IEnumerable<string> OfDelivery => ConfigurationTargetContract.For(SimulatedConfigurationFixture.Scope(), Declared.Configuration.Description).Cases
        .Select(c => c.Name)
        .Where(n => n.StartsWith("ReadAsync_Bare", StringComparison.Ordinal) || !n.StartsWith("ReadAsync", StringComparison.Ordinal))
        .Where(n => n is not ("Description_Asked_IsAsDeclared" or "DeliverAsync_StaleEpoch_IsRefused"));

    private static Task<IReadOnlyList<string>> TargetAsync(Func<SimulatedConfiguration, TopologyMirror.Propagation.IConfigurationTarget> wrap) =>
        ContractRunner.ViolatedAsync(ConfigurationTargetContract.For(SimulatedConfigurationFixture.Scope(wrap), Declared.Configuration.Description));

    private static Task<IReadOnlyList<string>> FleetAsync(Func<SimulatedFleetFixture, TopologyMirror.Topology.IInstanceFleet> wrap) =>
        ContractRunner.ViolatedAsync(InstanceFleetContract.For(SimulatedFleetFixture.Scope(wrap), Declared.Fleet.Description));
}
