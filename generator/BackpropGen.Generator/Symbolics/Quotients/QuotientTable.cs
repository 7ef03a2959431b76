using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace BackpropGen.Generator.Symbolics.Quotients;

/// <summary>Quotients with a removable gap at 0, as functions of their own: with the limit for a value, and derivatives of every order.</summary>
/// <remarks>
/// Each is the first of a family that differentiation does not leave, f, f′, f″, …: sin(x) / x and sinh(x) / x are c₁(x²) and c₁(−x²),
/// (1 − cos x) / x² and (cosh x − 1) / x² are c₂(x²) and c₂(−x²), with Stumpff's functions cₖ(z) = Σ (−z)ⁿ / (2n + k)!; so a norm,
/// u = √w, leaves no root behind. (eˣ − 1) / x is the function φ₁ of exponential integrators.
/// Sources: Stumpff, Himmelsmechanik I, 1959, section 41; Hochbruck and Ostermann, Exponential integrators, Acta Numerica 19, 2010, section 2.
/// </remarks>
internal static class QuotientTable
{
    /// <summary>1 − cos x, which keeps its digits where the cosine is near 1.</summary>
    public static readonly AssistedFunction Versine = Even(
        "versine", "(1 − cos({1}))", static x => 2 * Math.Sin(x / 2) * Math.Sin(x / 2), SquareOf, 0.5, FunctionTable.Sin, FunctionTable.Cos, isFinite: true);

    /// <summary>cosh x − 1, which keeps its digits near 0.</summary>
    public static readonly AssistedFunction Coshm1 = Even(
        "coshm1", "(cosh({1}) − 1)", static x => 2 * Math.Sinh(x / 2) * Math.Sinh(x / 2), NegativeSquareOf, -0.5, FunctionTable.Sinh, FunctionTable.Cosh, isFinite: false);

    /// <summary>√(1 + x) − 1 = x / (1 + √(1 + x)), which keeps its digits near 0.</summary>
    public static readonly AssistedFunction Sqrt1pm1 = new(
        "sqrt1pm1", 0, [static x => x, static x => 1 + x.Pool.Call(FunctionTable.Sqrt, 1 + x)], static (x, _) => x / (1 + Math.Sqrt(1 + x)), static x => 0.5 / x.Pool.Call(FunctionTable.Sqrt, 1 + x))
    { ScalarCode = "(({0}) / ({1}))", VectorCode = "(({0}) / ({1}))", Notation = "(√(1 + {0}) − 1)", DomainLower = -1, Cost = 12 };

    /// <summary>cos √w, differentiated by w: where w is 0 the root has no derivative, but its cosine has.</summary>
    public static readonly AssistedFunction CosineOfRoot = OfRoot(FunctionTable.Cos, "cos({1})", SquareOf, FunctionTable.Sin, isFinite: true);

    /// <summary>cosh √w, differentiated by w.</summary>
    public static readonly AssistedFunction CoshOfRoot = OfRoot(FunctionTable.Cosh, "cosh({1})", NegativeSquareOf, FunctionTable.Sinh, isFinite: false);

    private static readonly ConcurrentDictionary<(Function Numerator, int Order), AssistedFunction> Made = new();

    private static readonly Dictionary<Function, QuotientFamily> Families = new()
    {
        [FunctionTable.Sin] = Sine("sinc({1})", "c₁′({0})", SquareOf, FunctionTable.Sin, FunctionTable.Cos, isFinite: true),
        [FunctionTable.Sinh] = Sine("(sinh({1}) / {1!})", "c₁′({0})", NegativeSquareOf, FunctionTable.Sinh, FunctionTable.Cosh, isFinite: false),
        [Versine] = VersineOver(Versine, "((1 − cos({1})) / {1!}²)", "c₂′({0})", SquareOf, FunctionTable.Sin, FunctionTable.Cos, isFinite: true),
        [Coshm1] = VersineOver(Coshm1, "((cosh({1}) − 1) / {1!}²)", "c₂′({0})", NegativeSquareOf, FunctionTable.Sinh, FunctionTable.Cosh, isFinite: false),
        [FunctionTable.Expm1] = new(
            1, static x => x, QuotientMath.Exponential,
            new("Exponential({0}, {1})", "φ₁({0})", FunctionTable.Expm1), new("Exponential({n}, {0}, {1})", "φ₁′({0})", FunctionTable.Exp)) { Argument = 0 },
        [FunctionTable.Log1p] = new(
            1, static x => x, QuotientMath.Logarithm,
            new("Logarithm({0}, {1})", "(ln(1 + {0}) / {0!})", FunctionTable.Log1p), new("Logarithm({n}, {0}, {1})", "(ln(1 + {0}) / {0!})′", FunctionTable.Log1p)) { Argument = 0 },
        [FunctionTable.Atan] = Arctangent("(atan({1}) / {1!})", "a′({0})", SquareOf, FunctionTable.Atan, isFinite: true),
        [FunctionTable.Atanh] = Arctangent("(atanh({1}) / {1!})", "a′({0})", NegativeSquareOf, FunctionTable.Atanh, isFinite: false),
    };

    /// <summary>The functions g of which there are quotients.</summary>
    public static IEnumerable<Function> Numerators => Families.Keys;

    /// <summary>The power p for which g(u) / uᵖ has a removable gap at 0; 0 for a function without one.</summary>
    public static int PowerOf(Function numerator) => Families.TryGetValue(numerator, out var family) ? family.Power : 0;

    /// <summary>The derivative of some order of g(u) / uᵖ, by u or by ±u².</summary>
    public static AssistedFunction Get(Function numerator, int order = 0) => Made.GetOrAdd((numerator, order), static key => Make(key.Numerator, key.Order));

    private static AssistedFunction Make(Function numerator, int order)
    {
        var family = Families[numerator];
        var form = order == 0 ? family.Quotient : family.Derivatives;
        string code = "Quotients." + form.Code.Replace("{n}", order.ToString(CultureInfo.InvariantCulture));
        Func<Expression, Expression>[] operands = [family.Variable, .. Enumerable.Repeat<Func<Expression, Expression>>(static u => u, family.Argument), .. form.Helpers.Select(Of)];
        return new AssistedFunction(
            numerator.Name + " quotient" + new string('′', order), family.Argument, operands,
            (variable, u) => family.Evaluate(order, variable, u), u => u.Pool.Call(Get(numerator, order + 1), u))
        {
            Quotient = order == 0 ? (numerator, family.Power) : null,
            ScalarCode = Scalar(code),
            VectorCode = Lanes(code),
            Notation = form.Notation.Replace("′", Primes(order)),
            Parity = family.Parity,
            IsFinite = family.IsFinite,
            Cost = order == 0 ? 6 : 20,
        };
    }

    private static QuotientFamily Sine(string notation, string derivatives, Func<Expression, Expression> variable, Function sine, Function cosine, bool isFinite) => new(
        1, variable, QuotientMath.Sine, new("Sine({1}, {2})", notation, sine), new("Sine({n}, {0}, {1}, {2}, {3})", derivatives, sine, cosine))
    { Parity = Parity.Even, IsFinite = isFinite };

    private static QuotientFamily VersineOver(Function versine, string notation, string derivatives, Func<Expression, Expression> variable, Function sine, Function cosine, bool isFinite) => new(
        2, variable, QuotientMath.Versine, new("Versine({0}, {2})", notation, versine), new("Versine({n}, {0}, {1}, {2}, {3})", derivatives, sine, cosine))
    { Parity = Parity.Even, IsFinite = isFinite };

    private static QuotientFamily Arctangent(string notation, string derivatives, Func<Expression, Expression> variable, Function arctangent, bool isFinite) => new(
        1, variable, QuotientMath.Arctangent, new("Arctangent({1}, {2})", notation, arctangent), new("Arctangent({n}, {0}, {1}, {2})", derivatives, arctangent))
    { Parity = Parity.Even, IsFinite = isFinite };

    private static AssistedFunction Even(
        string name, string notation, Func<double, double> evaluate, Func<Expression, Expression> variable, double slope, Function sine, Function cosine, bool isFinite) => new(
        name, 1, [variable, static u => u, Of(sine), Of(cosine)], (_, u) => evaluate(u), u => slope * u.Pool.Call(Get(sine), u))
    {
        ScalarCode = Scalar("ScalarMath.Versine({2}, {3})"),
        VectorCode = Lanes("ScalarMath.Versine({2}, {3})"),
        Notation = notation,
        Parity = Parity.Even,
        Range = Range.NonNegative,
        IsFinite = isFinite,
        Cost = 6,
    };

    private static AssistedFunction OfRoot(Function cosine, string notation, Func<Expression, Expression> variable, Function sine, bool isFinite) => new(
        cosine.Name + " of root", 1, [variable, static u => u, Of(cosine)], (_, u) => cosine.Evaluate([u]), u => -0.5 * u.Pool.Call(Get(sine), u))
    {
        ScalarCode = "{2}",
        VectorCode = "{2}",
        Notation = notation,
        Parity = Parity.Even,
        IsFinite = isFinite,
        Cost = 0,
        SameAs = 2,
    };

    /// <summary>A function of u as a helper: as it stands, since nothing is differentiated by it.</summary>
    private static Func<Expression, Expression> Of(Function function) => u => u.Pool.CallAsWritten(function, u);

    private static Expression NegativeSquareOf(Expression u) => -SquareOf(u);

    /// <summary>u², without the root or the absolute value that u may be, or be a multiple of.</summary>
    private static Expression SquareOf(Expression u) => u.IsCall(FunctionTable.Sqrt) ? u.Operands[0]
        : u.IsCall(FunctionTable.Abs) ? u.Pool.Square(u.Operands[0])
        : u is { Opcode: Opcode.Linear, Operands.Length: 1 } && u.Numbers[0] == 0 ? u.Numbers[1] * u.Numbers[1] * SquareOf(u.Operands[0])
        : u.Pool.Square(u);

    private static string Scalar(string code) => "global::BackpropGen.Kernels." + code;

    /// <summary>The code over each lane: up to three places are parameters of a lambda, more are elements of one.</summary>
    private static string Lanes(string code)
    {
        var places = Regex.Matches(code, @"\{\d\}").Cast<Match>().Select(static match => match.Value).ToList();
        string[] names = places.Count > 3 ? [.. places.Select(static (_, i) => $"x[{i}]")] : [.. new[] { "x", "y", "z" }.Take(places.Count)];
        string body = places.Zip(names, static (place, name) => (place, name)).Aggregate(code, static (text, pair) => text.Replace(pair.place, pair.name));
        string parameters = places.Count > 3 ? "x" : "(" + string.Join(", ", names) + ")";
        return $"{{V}}.PerLane(static {parameters} => {Scalar(body)}, {string.Join(", ", places)})";
    }

    private static string Primes(int order) => order <= 3 ? new string('′', order) : "⁽" + MathematicsPrinter.Superscript(order) + "⁾";
}
