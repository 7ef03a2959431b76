extern alias runtime;

using System.Linq;
using System.Reflection;
using BackpropGen.Generator.Vocabulary;
using Xunit;

namespace BackpropGen.Graphs.Tests;

public class VocabularyTests
{
    [Fact]
    public void Every_built_in_of_the_runtime_has_a_lowering()
    {
        string[] evaluated = ["Repeat"];
        var names = Methods(typeof(runtime::BackpropGen.Functions)).Concat(Methods(typeof(runtime::BackpropGen.Layers))).Except(evaluated).ToList();
        Assert.Contains("Tanh", names);
        Assert.All(names, name => Assert.True(BuiltIns.TryGet(name, out _), name));
    }

    [Fact]
    public void Every_lowering_has_its_symbol_in_the_runtime()
    {
        string[] operators = ["+", "-", "*", "/", "negate"];
        var names = Methods(typeof(runtime::BackpropGen.Functions)).Concat(Methods(typeof(runtime::BackpropGen.Layers))).ToHashSet();
        Assert.All(BuiltIns.Names.Except(operators), name => Assert.Contains(name, names));
    }

    [Fact]
    public void Every_initializer_of_the_runtime_resolves()
    {
        var members = typeof(runtime::BackpropGen.Initializer).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(static member => member is PropertyInfo or MethodInfo { IsSpecialName: false }).Select(static member => member.Name).ToList();
        Assert.Contains("HeNormal", members);
        Assert.All(members, name => new InitializerSpec(name, 1, 2).Resolve(BackpropGen.Generator.Graphs.Shape.Of(4, 3)));
    }

    private static System.Collections.Generic.IEnumerable<string> Methods(System.Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(static method => !method.IsSpecialName && !method.Name.StartsWith("get_", System.StringComparison.Ordinal)).Select(static method => method.Name).Distinct();
}
