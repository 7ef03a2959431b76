using System.Reflection;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using BackpropGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Symbolics.Tests.Language;

/// <summary>The functions that .NET has, as it lists them itself: a new one fails here until it is known or named below.</summary>
public sealed class FunctionCoverageTests
{
    // Whole numbers, single bits, and estimates whose value each machine makes differently.
    private static readonly string[] Refused =
    [
        "BitDecrement", "BitIncrement", "ILogB", "IsNormal", "IsPow2", "IsSubnormal", "ReciprocalEstimate", "ReciprocalSqrtEstimate",
    ];

    [Theory]
    [InlineData(typeof(Math), typeof(double), "Math")]
    [InlineData(typeof(MathF), typeof(float), "MathF")]
    [InlineData(typeof(double), typeof(double), "double")]
    [InlineData(typeof(float), typeof(float), "float")]
    public void Every_function_that_is_differentiable_almost_everywhere_is_understood(Type type, Type real, string name)
    {
        var functions = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => IsFunction(method, real)).ToList();
        string source = string.Concat(functions.Select((function, i) => Method(function, name, real == typeof(double) ? "double" : "float", i)));
        var compilation = CompiledSource.Compile("using System; using BackpropGen; public static partial class Methods { " + source + " }");
        var methods = compilation.GetTypeByMetadataName("Methods")!.GetMembers().OfType<IMethodSymbol>().Where(static method => method.Name[0] == 'F').ToList();
        Assert.Equal(functions.Count, methods.Count);
        var refused = new SortedSet<string>(functions.Where((_, i) => Read(methods[i], compilation) is null).Select(static function => function.Name), StringComparer.Ordinal);
        Assert.Empty(refused.Except(Refused));
    }

    private static bool IsFunction(MethodInfo method, Type real)
    {
        var types = method.GetParameters().Select(static parameter => parameter.ParameterType).ToList();
        bool givesReals = method.ReturnType == real || method.ReturnType == typeof(bool) || method.ReturnType == typeof(int) || method.ReturnType == typeof(ValueTuple<,>).MakeGenericType(real, real);
        return !method.IsGenericMethod && !method.IsSpecialName && givesReals && types.Contains(real)
            && types.All(one => one == real || one == typeof(int) || one == typeof(MidpointRounding));
    }

    private static string Method(MethodInfo method, string type, string real, int number)
    {
        var parameters = method.GetParameters();
        string call = $"{type}.{method.Name}({string.Join(", ", parameters.Select(static (parameter, i) =>
            parameter.ParameterType == typeof(int) ? "3" : parameter.ParameterType == typeof(MidpointRounding) ? "MidpointRounding.ToZero" : "x" + i))})";
        string value = method.ReturnType == typeof(bool) ? $"{call} ? x0 : 2 * x0" : method.ReturnType.IsGenericType ? $"{call}.Item1 * x0" : $"{call} * x0";
        string inputs = string.Join(", ", parameters.Select(static (parameter, i) => (parameter, i)).Where(static one => one.parameter.ParameterType.IsPrimitive && one.parameter.ParameterType != typeof(int))
            .Select(one => $"{real} x{one.i}"));
        return $"public static {real} F{number}({inputs}) => {value};\n";
    }

    private static DifferentiableMethod? Read(IMethodSymbol method, Compilation compilation)
    {
        var problems = new List<Problem>();
        return DifferentiableReader.Read(method, compilation, problems.Add, default);
    }
}
