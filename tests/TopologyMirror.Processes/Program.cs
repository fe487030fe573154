using System.CommandLine;
using TopologyMirror;
using TopologyMirror.Processes.Hosts;
using TopologyMirror.Processes.Provider;
using TopologyMirror.Processes.Runner;

var socket = new Option<string>("--socket") { Description = "Path of the provider's Unix socket.", Required = true };
var seed = new Option<int>("--seed") { Description = "What is random follows it.", DefaultValueFactory = _ => 1 };
var cluster = new Option<string>("--cluster") { Description = "Name of the cluster.", DefaultValueFactory = _ => "shop" };
var sqlite = new Option<string?>("--sqlite") { Description = $"The SQLite file; without it the PostgreSQL of {StoreChoice.Variable} is the store." };
var attended = new Option<bool>("--attended") { Description = "Ends when standard input does." };
var json = new Option<bool>("--json") { Description = "Prints the summary as JSON." };
var kills = new Option<int>("--kills") { Description = "How often the host is killed.", DefaultValueFactory = _ => 10 };
var times = new Option<int>("--times") { Description = "How often the owner is frozen.", DefaultValueFactory = _ => 3 };

var provider = new Command("provider", "Holds a cluster in real time, and its ground truth.") { socket, seed, attended };
provider.SetAction((parsed, token) => ProviderServer.RunAsync(parsed.GetRequiredValue(socket), parsed.GetValue(seed), Attendance.Watch(parsed.GetValue(attended), token)));

var host = new Command("host", "A host that mirrors the provider's cluster.") { socket, cluster, sqlite, attended };
host.SetAction((parsed, token) => MirrorProcess.RunAsync(
    parsed.GetRequiredValue(socket),
    new ClusterName(parsed.GetRequiredValue(cluster)),
    new StoreChoice(parsed.GetValue(sqlite)),
    Attendance.Watch(parsed.GetValue(attended), token)));

var kill = new Command("kill", "Kills a host on SQLite by SIGKILL at random moments, and starts it again.") { kills, seed, json };
kill.SetAction((parsed, token) => SummaryPrinter.PrintAsync(KillRun.RunAsync(parsed.GetValue(kills), parsed.GetValue(seed), token), parsed.GetValue(json)));

var freeze = new Command("freeze", $"Freezes the owner of two hosts on the PostgreSQL of {StoreChoice.Variable} by SIGSTOP beyond its lease, and lets it go on.") { times, seed, json };
freeze.SetAction((parsed, token) => SummaryPrinter.PrintAsync(FreezeRun.RunAsync(parsed.GetValue(times), parsed.GetValue(seed), token), parsed.GetValue(json)));

var root = new RootCommand("Hosts in processes of their own, killed and frozen while they switch.") { provider, host, kill, freeze };
return await root.Parse(args).InvokeAsync();
