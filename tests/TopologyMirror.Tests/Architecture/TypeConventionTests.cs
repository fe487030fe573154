using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TopologyMirror.Tests.Architecture;

/// <summary>House rules about types, held by reflection over every library of <c>src</c>.</summary>
public sealed partial class TypeConventionTests
{
    /// <summary>The compiler gives it to every delegate.</summary>
    private const string EndOfDelegateCall = "EndInvoke";

    private static readonly HashSet<string> NamespaceSegments = [.. SourceAssemblies.Types
        .SelectMany(type => type.Namespace!.Split('.')).Where(segment => segment != "TopologyMirror")];

    [Fact]
    public void Libraries_OfTheSourceTree_AreAllUnderTheseRules() =>
        SourceAssemblies.All.Select(assembly => assembly.GetName().Name).ShouldBe(SourceTree.Projects);

    [Fact]
    public void Class_OfALibrary_IsSealedAbstractOrStatic() =>
        Names(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).ShouldBeEmpty();

    [Fact]
    public void Type_OfALibrary_DoesNotBearTheNameOfANamespace() =>
        Names(type => NamespaceSegments.Contains(type.Name.Split('`')[0])).ShouldBeEmpty();

    [Fact]
    public void Type_OfALibrary_IsNoHelperUtilityOrManager() =>
        Names(type => EmptyWord().IsMatch(type.Name.Split('`')[0]) && type.Name is not ("MirrorShadowManager" or "IShadowManager")).ShouldBeEmpty();

    [Fact]
    public void Exception_OfALibrary_DerivesFromTheOneBase() =>
        Names(type => type.IsSubclassOf(typeof(Exception)) && type != typeof(TopologyMirrorException)
            && (!type.IsSubclassOf(typeof(TopologyMirrorException)) || type.IsAbstract)).ShouldBeEmpty();

    [Fact]
    public void Log_OfAFeature_IsInternalAndStatic() =>
        Names(type => type.Name == "Log" && (type.IsVisible || type.IsNested || !type.IsAbstract || !type.IsSealed)).ShouldBeEmpty();

    [Fact]
    public void LogMessage_OfALibrary_StandsInTheLogOfItsFeatureUnderItsOwnNumber()
    {
        List<(string Method, string Home, int Id)> messages = [.. SourceAssemblies.Types
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (method, attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(x => x.attribute is not null)
            .Select(x => ($"{x.method.DeclaringType}.{x.method.Name}", x.method.DeclaringType!.Name, x.attribute!.EventId))];

        messages.Where(message => message.Home != "Log").ShouldBeEmpty();
        messages.GroupBy(message => message.Id).Where(group => group.Count() > 1 || group.Key <= 0)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(message => message.Method))}").ShouldBeEmpty();
    }

    [Fact]
    public void AsyncMethod_OfAPublicType_TakesTheTokenLast() =>
        SourceAssemblies.Types.Where(type => type.IsVisible)
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && IsAsynchronous(method.ReturnType))
            .Where(method => method.Name is not (nameof(IAsyncDisposable.DisposeAsync) or EndOfDelegateCall) && !TakesTokenLast(method))
            .Select(method => $"{method.DeclaringType}.{method.Name}").ShouldBeEmpty();

    [Fact]
    public void Options_OfALibrary_HaveAValidator() =>
        Names(type => type.IsVisible && IsOptions(type) && !IsValidated(type)).ShouldBeEmpty();

    [Fact]
    public void Core_References_NothingButTheFrameworkAndItsExtensions() =>
        SourceAssemblies.Core.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Provider_References_NoOtherProvider() =>
        SourceAssemblies.All.Where(assembly => assembly != SourceAssemblies.Core)
            .SelectMany(assembly => assembly.GetReferencedAssemblies()
                .Where(name => name.Name!.StartsWith("TopologyMirror.", StringComparison.Ordinal))
                .Select(name => $"{assembly.GetName().Name} -> {name.Name}")).ShouldBeEmpty();

    private static List<string> Names(Func<Type, bool> broken) =>
        [.. SourceAssemblies.Types.Where(broken).Select(type => type.FullName!).Order(StringComparer.Ordinal)];

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));

    private static bool TakesTokenLast(MethodInfo method) => method.GetParameters() is [.., { ParameterType: var last }] && last == typeof(CancellationToken);

    private static bool IsOptions(Type type) => type.IsClass && !(type.IsAbstract && type.IsSealed) && type.Name.EndsWith("Options", StringComparison.Ordinal);

    // Options are validated by a validator of their own beside them, or as a part of options that are.
    private static bool IsValidated(Type options) =>
        HasValidator(options)
        || (options.DeclaringType is { } outer && HasValidator(outer))
        || options.Assembly.GetTypes().Where(type => type != options && IsOptions(type) && HasValidator(type)).Any(type => HasValidatedPart(type, options));

    private static bool HasValidator(Type options) =>
        options.Assembly.GetType($"{options.Namespace}.{options.Name}Validator") is { } validator
        && validator.IsAssignableTo(typeof(IValidateOptions<>).MakeGenericType(options));

    private static bool HasValidatedPart(Type type, Type part) =>
        type.GetProperties().Any(property =>
            (property.PropertyType == part && property.IsDefined(typeof(ValidateObjectMembersAttribute)))
            || (property.PropertyType.GenericTypeArguments.Contains(part) && property.IsDefined(typeof(ValidateEnumeratedItemsAttribute))));

    [GeneratedRegex("(Helper|Helpers|Util|Utils|Utility|Utilities|Manager)$", RegexOptions.ExplicitCapture)]
    private static partial Regex EmptyWord();
}
