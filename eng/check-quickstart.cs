#!/usr/bin/env dotnet
#:property PublishAot=false

// Reads what the Quickstart wrote with --json: exactly one JSON object, in which no invariant was violated, and every release ended as it
// should within two hours: a good one finished by a replace, a bad one rolled back.
// usage: dotnet run eng/check-quickstart.cs -- FILE
using System.Text.Json;

List<string> faults = [];
try
{
    using JsonDocument document = JsonDocument.Parse(File.ReadAllText(args[0]));
    JsonElement root = document.RootElement;
    long violations = root.GetProperty("invariantViolations").GetInt64();
    if (violations != 0)
    {
        faults.Add($"The Quickstart reports {violations} invariant violations.");
    }

    string events = root.GetProperty("events").GetString() ?? "";
    JsonElement[] releases = [.. root.GetProperty("releases").EnumerateArray()];
    if (events != "none" && releases.Length != 2)
    {
        faults.Add($"The Quickstart reports {releases.Length} releases with --events {events}; a trace within the protocol has 2.");
    }

    foreach (JsonElement release in releases.Where(r => !r.GetProperty("asItShouldBe").GetBoolean()))
    {
        string kind = release.GetProperty("bad").GetBoolean() ? "bad" : "good";
        faults.Add($"Release {release.GetProperty("generation")}, a {kind} one, was {release.GetProperty("outcome")} after {release.GetProperty("minutes")} minutes.");
    }

    int finished = releases.Count(r => r.GetProperty("outcome").GetString() == "finished");
    int replaces = root.GetProperty("replaces").GetInt32();
    if (replaces < finished || root.GetProperty("joins").GetInt32() < 0)
    {
        faults.Add($"The Quickstart reports {finished} finished releases and {replaces} replaces.");
    }
}
catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
{
    faults.Add($"The Quickstart did not write one JSON object with invariantViolations, events, releases, joins and replaces: {exception.Message}");
}

faults.ForEach(Console.Error.WriteLine);
return faults.Count == 0 ? 0 : 1;
