using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Topology;

public sealed class ClusterSpecificationTests
{
    private static readonly ClusterName Shop = new("shop");

    [Fact]
    public void Create_CallersBeforeCallees_OrdersCalleesFirst() =>
        ClusterSpecification.Create(Shop, [Of("api", "db", "cache"), Of("web", "api"), Of("cache"), Of("db")])
            .Services.Select(s => s.Name.Value).ShouldBe(["cache", "db", "api", "web"]);

    [Fact]
    public void Create_NoDependencies_OrdersOrdinally() =>
        ClusterSpecification.Create(Shop, [Of("b"), Of("a"), Of("B")]).Services.Select(s => s.Name.Value).ShouldBe(["B", "a", "b"]);

    [Fact]
    public void Faults_UnknownDependency_NamesServiceAndDependency() =>
        Faults(Of("web", "dbx"), Of("db")).ShouldBe(["Service 'web' of cluster 'shop' depends on 'dbx', which is not one of its services."]);

    [Fact]
    public void Faults_TwoServicesOfOneName_NamesIt() =>
        Faults(Of("web"), Of("web")).ShouldBe(["Cluster 'shop' has two services named 'web'."]);

    [Fact]
    public void Faults_NoService_SaysWhatToCall() => Faults().ShouldBe(["Cluster 'shop' has no service; add one with AddService."]);

    [Fact]
    public void Faults_Circle_NamesTheCircleWithoutTheWayIntoIt() =>
        Faults(Of("a", "b"), Of("b", "c"), Of("c", "d"), Of("d", "b"))
            .ShouldBe(["Services of cluster 'shop' depend on each other in a circle: b -> c -> d -> b."]);

    [Fact]
    public void Faults_ServiceDependsOnItself_IsACircle() =>
        Faults(Of("a", "a")).ShouldBe(["Services of cluster 'shop' depend on each other in a circle: a -> a."]);

    [Fact]
    public void Faults_SharesAServiceThatItDoesNotDependOn_NamesBoth()
    {
        Faults(Of("db"), Of("web") with { Shares = [new ServiceName("db")] })
            .ShouldBe(["Service 'web' of cluster 'shop' shares 'db', which is one of its services and none that it depends on."]);
        Faults(Of("db"), Of("web", "db") with { Shares = [new ServiceName("db"), new ServiceName("mail")] }).ShouldBeEmpty();
        (Of("web", "cache", "db") with { Shares = [new ServiceName("db")] }).SameSide.ShouldBe([new ServiceName("cache")]);
    }

    [Fact]
    public void Faults_Several_AreNamedAtOnce() => Faults(Of("web", "x"), Of("web", "y")).Count.ShouldBe(3);

    [Fact]
    public void Create_WithFaults_ThrowsThemAll() =>
        Should.Throw<InvalidTopologyException>(() => ClusterSpecification.Create(Shop, [Of("web", "x"), Of("web", "y")]))
            .Message.ShouldBe("Cluster 'shop' has two services named 'web'. "
                + "Service 'web' of cluster 'shop' depends on 'x', which is not one of its services. "
                + "Service 'web' of cluster 'shop' depends on 'y', which is not one of its services.");

    private static ServiceSpecification Of(string name, params string[] dependsOn) =>
        new(new ServiceName(name), [.. dependsOn.Select(d => new ServiceName(d))]);

    private static IReadOnlyList<string> Faults(params ServiceSpecification[] services) => ClusterSpecification.Faults(Shop, services);
}
