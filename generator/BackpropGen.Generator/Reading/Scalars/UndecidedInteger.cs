namespace BackpropGen.Generator.Reading;

/// <summary>An integer that a real condition decides. It may become a real number; integer arithmetic on it is refused, since
/// a division would have to truncate.</summary>
internal sealed record UndecidedInteger(ScalarCondition Condition, object Holds, object Fails);
