### العربية. The English file has the notes for translators.
###
### Numbers have six forms: [zero] 0, [one] 1, [two] 2, [few] 3–10, [many] 11–99, and [other] 100, 101 …
### “Briefing” is موجز, “quotation” اقتباس, “reported” منقول, “question” سؤال, “story” ملف.

## Lists within a sentence

list-separator = ،{ " " }
passage-separator = ؛{ " " }

## Titles of pages

archive = الأرشيف
topics = المواضيع
stories = الملفات
people = الشخصيات
search = البحث
open-data = بيانات مفتوحة
questions = الأسئلة
guide = كيف تقرأ الموجز
briefings-of = موجزات { $period }
topic = موضوع: { $topic }

## Titles of the sections of a briefing

section-summary = الخلاصة
section-quotes = أبرز الاقتباسات
section-reported = منقول بالمعنى لا بالنص
section-questions = أسئلة مفتوحة
section-questions-settled = الأسئلة
section-story = قبل هذا وبعده
section-people = من هم
section-article = المقال
section-sources = المصادر والتصويبات
section-sources-alone = المصادر

## The lines below the headline of a briefing

updated = حُدّث في { $date }
by-authors = بقلم { $authors }
reading-time =
    { $minutes ->
        [one] قراءة في دقيقة واحدة
        [two] قراءة في دقيقتين
        [few] قراءة في { $minutes } دقائق
       *[other] قراءة في { $minutes } دقيقة
    }
count-quotations =
    { $n ->
        [zero] لا اقتباسات
        [one] اقتباس واحد
        [two] اقتباسان
        [few] { $n } اقتباسات
        [many] { $n } اقتباسًا
       *[other] { $n } اقتباس
    }
count-reported =
    { $n ->
        [zero] لا أقوال منقولة
        [one] قول منقول واحد
        [two] قولان منقولان
        [few] { $n } أقوال منقولة
        [many] { $n } قولًا منقولًا
       *[other] { $n } قول منقول
    }
count-open-questions =
    { $n ->
        [zero] لا أسئلة مفتوحة
        [one] سؤال مفتوح واحد
        [two] سؤالان مفتوحان
        [few] { $n } أسئلة مفتوحة
        [many] { $n } سؤالًا مفتوحًا
       *[other] { $n } سؤال مفتوح
    }
# Of the $n questions, $partly are answered in part.
count-open-and-partly =
    { $n ->
        [one] سؤال واحد مفتوح أُجيب عن جزء منه
        [two] سؤالان مفتوحان، أُجيب عن جزء من { $partly } منها
        [few] { $n } أسئلة مفتوحة، أُجيب عن جزء من { $partly } منها
        [many] { $n } سؤالًا مفتوحًا، أُجيب عن جزء من { $partly } منها
       *[other] { $n } سؤال مفتوح، أُجيب عن جزء من { $partly } منها
    }
count-settled =
    { $n ->
        [zero] لا سؤال أُجيب عنه
        [one] سؤال واحد أُجيب عنه أو تجاوزته الأحداث
        [two] سؤالان أُجيب عنهما أو تجاوزتهما الأحداث
        [few] { $n } أسئلة أُجيب عنها أو تجاوزتها الأحداث
        [many] { $n } سؤالًا أُجيب عنها أو تجاوزتها الأحداث
       *[other] { $n } سؤال أُجيب عنها أو تجاوزتها الأحداث
    }
source = المصدر: { $source }
main-source = المصدر الرئيسي: { $source }
main-source-and-more = المصدر الرئيسي: { $source }، و{ $more }
more-sources =
    { $n ->
        [one] مصدر آخر
        [two] مصدران آخران
        [few] { $n } مصادر أخرى
        [many] { $n } مصدرًا آخر
       *[other] { $n } مصدر آخر
    }
source-not-given = المصدر غير مذكور
topics-label = المواضيع:
in-one-sentence = في جملة واحدة

## Whether quotations were compared with the text of their source

not-yet-compared = لم تُقارَن الاقتباسات بمصادرها بعد
checked =
    { $total ->
        [one] قورن الاقتباس الوحيد بنص { $names } ({ $done } من { $total })
        [two] قورن { $done } من اقتباسين ({ $total }) بنص { $names }
        [few] قورن { $done } من { $total } اقتباسات بنص { $names }
        [many] قورن { $done } من { $total } اقتباسًا بنص { $names }
       *[other] قورن { $done } من { $total } اقتباس بنص { $names }
    }
checked-recorded =
    { $total ->
        [one] قورن الاقتباس الوحيد بنص { $names } ({ $done } من { $total })، وسُجّل ذلك في { $date }
        [two] قورن { $done } من اقتباسين ({ $total }) بنص { $names }، وسُجّل ذلك في { $date }
        [few] قورن { $done } من { $total } اقتباسات بنص { $names }، وسُجّل ذلك في { $date }
        [many] قورن { $done } من { $total } اقتباسًا بنص { $names }، وسُجّل ذلك في { $date }
       *[other] قورن { $done } من { $total } اقتباس بنص { $names }، وسُجّل ذلك في { $date }
    }
checked-partly-recorded =
    { $total ->
        [one] قورن الاقتباس الوحيد بنص { $names } ({ $done } من { $total })، وسُجّلت نتيجة { $recorded } منها في { $date }
        [two] قورن { $done } من اقتباسين ({ $total }) بنص { $names }، وسُجّلت نتيجة { $recorded } منها في { $date }
        [few] قورن { $done } من { $total } اقتباسات بنص { $names }، وسُجّلت نتيجة { $recorded } منها في { $date }
        [many] قورن { $done } من { $total } اقتباسًا بنص { $names }، وسُجّلت نتيجة { $recorded } منها في { $date }
       *[other] قورن { $done } من { $total } اقتباس بنص { $names }، وسُجّلت نتيجة { $recorded } منها في { $date }
    }
source-checked = قورن { $done } من { $total }
checked-as = نتيجة المقارنة: { $state }
state-exact = مطابق حرفيًا
state-typographic = اختلاف في علامات الكتابة
state-elided = مع حذف مبيّن
state-edited = مع إضافة مبيّنة
state-differs = مختلف
state-not-found = غير موجود
state-not-checked = لم يُقارَن
state-note-exact = الأحرف نفسها كما في { $text }
state-note-typographic = الكلمات نفسها كما في { $text }، والاختلاف في العلامات أو الشرطات أو المسافات فقط
state-note-elided = الكلمات نفسها كما في { $text }، ما عدا مقاطع محذوفة أُشير إلى حذفها
state-note-edited = الكلمات نفسها كما في { $text }، ما عدا ما أضافه المحرر بين أقواس
state-note-differs = الكلمات تختلف عما في { $text }
state-note-not-found = الكلمات غير موجودة في { $text }
text-of = نص { $source }
text-of-source = نص المصدر
not-checked-no-text = لا يوجد نص محفوظ للمصدر تُقارَن به الكلمات
not-checked-changed = تغيّر الاقتباس بعد مقارنة كلماته بالمصدر
not-checked-unrecorded = الاقتباس غير وارد في سجل المقارنات
recorded-on = { $note } (سُجّل في { $date })

## Summary

in-the-articles-words = بكلمات المقال
still-open = لا يزال مفتوحًا:
# Of questions, passages, people and more: no noun that fits only one of them.
and-more = وغيرها ({ $n })
mark-label = الكلمات التي يستند إليها هذا، { $number }: { $what }: { $words }
mark-quotation = اقتباس
mark-reported = منقول
mark-not-known = غير معروف
mark-statement = في المقال
mark-doubtful = مشكوك فيه
speaker-date = { $speaker }، { $date }
in-title = في «{ $title }»

## Quotations and reported speech

more-quotations =
    { $n ->
        [one] اقتباس آخر
        [two] اقتباسان آخران
        [few] { $n } اقتباسات أخرى
        [many] { $n } اقتباسًا آخر
       *[other] { $n } اقتباس آخر
    }
in-all = (المجموع: { $n })
all-quotations = جميع الاقتباسات ({ $n })
quotations = اقتباسات
reported-not-quoted = منقول بالمعنى لا بالنص
reported-hint = ما قيل كما يرويه آخرون. وحده ما يرد بين علامتي اقتباس هو بكلمات المتحدث نفسه.
reported = منقول
to-addressee = مخاطبًا { $addressee }
source-named = المصدر: { $source }
source-lacking = المصدر غير مذكور
doubtful-label = مشكوك فيه:
translated = مترجَم: الكلام الأصلي باللغة { $language }.
translated-short = مترجَم، والأصل باللغة { $language }
spoken-in = الأصل باللغة { $language }
interrupted = ينقطع الاقتباس هنا ثم يستمر:
within-quotation = في داخله، { $speaker }:
# Of words that stand within what { $speaker } says.
quoted-by = نقلًا عن { $speaker }
variants = كيف تورد مصادر أخرى هذه الكلمات ({ $sample }: يخالف ما سبق)
variants-sample = بالخط العريض
variant-lacks = ورد أعلاه لا هنا:
in-context = في السياق
in-source = في المصدر
permalink = رابط دائم
permalink-title = العنوان الدائم لهذا الاقتباس
copy-link = نسخ الرابط
link-copied = نُسخ الرابط
report-error = الإبلاغ عن خطأ
cite = الاستشهاد
in-briefing = في { $briefing }

## How to cite

cite-title = «{ $title }»
cite-updated = { $date } (حُدّث في { $updated })
cite-authors = { $authors }: { $work }
cite-quotation = { $speaker }، { $date }. في: { $briefing }
cite-quotation-source = { $speaker }، { $date }، بحسب { $source }. في: { $briefing }
cite-as = صيغة الاستشهاد:

## Questions

status-open = مفتوح
status-partly = أُجيب عن جزء منه
status-answered = أُجيب عنه
status-moot = تجاوزته الأحداث
open-since = { $status } منذ { $date }
asked-on = طُرح في { $date }
asked-in = طُرح في { $briefing }
asked-on-in = طُرح بتاريخ { $date } في { $briefing }
left-open-where = بقي مفتوحًا حيث يقول المقال:
what-would-settle = ما الذي يحسمه:
answer-on = في { $date }
answer-status-on = { $status } في { $date }
see-briefing = انظر { $briefing }
# For how long an open question has been open; $date is the newest day of the site.
age-as-of =
    { $days ->
        [one] يوم واحد حتى { $date }
        [two] يومان حتى { $date }
        [few] { $days } أيام حتى { $date }
        [many] { $days } يومًا حتى { $date }
       *[other] { $days } يوم حتى { $date }
    }
# How long it took to settle a question, behind “Answered” or “Overtaken”.
took =
    { $days ->
        [zero] في اليوم نفسه
        [one] بعد يوم واحد
        [two] بعد يومين
        [few] بعد { $days } أيام
        [many] بعد { $days } يومًا
       *[other] بعد { $days } يوم
    }
history = مسار السؤال
step-asked = طُرح
step-open = ما زال مفتوحًا
step-again = طُرح من جديد
# $what is one of the three above, or a state.
step-in = { $what } في { $briefing }
earlier-questions = أسئلة سابقة يتناولها هذا المقال
answered-or-moot = أُجيب عنها أو تجاوزتها الأحداث

## Story, people, article, sources

part-of-story = ضمن ملف { $story }
before = قبله
after = بعده
legend-quotation = اقتباس
legend-reported = منقول
legend-statement = معلومة يُستند إليها
legend-not-known = غير معروف
label-quotation = اقتباس: { $speaker }
label-reported = منقول: { $speaker }
label-summary = في الخلاصة
label-open-question = سؤال مفتوح
label-partly-answered-question = سؤال أُجيب عن جزء منه
label-answered-question = سؤال أُجيب عنه
label-moot-question = سؤال تجاوزته الأحداث
passage-doubtful = مشكوك فيه
passage-doubtful-why = مشكوك فيه: { $why }
passage-source = المصدر: { $source }
footnote-back = عودة إلى النص
source-by = بقلم { $author }
source-read = اطُّلع عليه في { $date }
no-source = لم يُذكر أي مصدر.
correction = تصويب، { $date }:

## Home and lists

newest-briefings = أحدث الموجزات
all-briefings = جميع الموجزات ({ $n })
newly-answered = أُجيب عنها حديثًا
open-the-longest = الأطول انتظارًا للجواب
all-questions = جميع الأسئلة
all-stories = جميع القصص ({ $n })
latest = الأحدث، { $date }:
count-briefings =
    { $n ->
        [zero] لا موجزات
        [one] موجز واحد
        [two] موجزان
        [few] { $n } موجزات
        [many] { $n } موجزًا
       *[other] { $n } موجز
    }
count-statements =
    { $n ->
        [zero] لا أقوال
        [one] قول واحد
        [two] قولان
        [few] { $n } أقوال
        [many] { $n } قولًا
       *[other] { $n } قول
    }
archive-hint = جميع الموجزات، الأحدث أولًا.
archive-years-hint = جميع الموجزات، بحسب السنة والشهر.
questions-hint = ما تتركه الموجزات مفتوحًا، وما تجيب عنه موجزات لاحقة.
no-briefings = لا توجد موجزات بعد.
no-entries = لا يوجد شيء هنا بعد.
no-people = لا يوجد أحد هنا بعد.
no-questions = لم يُطرح أي سؤال بعد.

## Pages of long lists

# A further page of a list; $range is what the list has there, such as “3 May 2025 – 20 May 2025”.
page-of-list = { $title }: { $range }
range = { $first } – { $last }
# What screen readers call the links to the other pages of a list.
pager = صفحات هذه القائمة
# The neighbouring pages of lists that begin with the newest.
page-newer = الأحدث
page-older = الأقدم
# The neighbouring pages of other lists.
page-before = السابق
page-after = التالي

## The lists of questions

questions-open = أسئلة مفتوحة
questions-partly = أسئلة أُجيب عن جزء منها
questions-settled = أسئلة أُجيب عنها أو تجاوزتها الأحداث

## Digests of weeks and months

digests = الحصاد
digests-hint = ما قيل وما سُئل وما أُجيب عنه، شهرًا بشهر وأسبوعًا بأسبوع.
all-digests = كل الحصاد
# $period is a month, or the first and last day of a week.
digest-of = حصاد { $period }
weeks = بحسب الأسابيع:
what-was-said = ما قيل
what-was-said-hint = أول اقتباس بارز من كل موجز، بنصه كما ورد فيه.
what-was-asked = ما سُئل
what-was-answered = ما أُجيب عنه
# Of a question in the digest of the days on which it was asked again.
asked-again-on = طُرح من جديد في { $date }
# The state of a question today, where that is not as it was then.
state-by-now = الآن: { $status }
more-briefings =
    { $n ->
        [one] موجز واحد آخر
        [two] موجزان آخران
        [few] { $n } موجزات أخرى
        [many] { $n } موجزًا آخر
       *[other] { $n } موجز آخر
    }
more-questions =
    { $n ->
        [one] سؤال واحد آخر
        [two] سؤالان آخران
        [few] { $n } أسئلة أخرى
        [many] { $n } سؤالًا آخر
       *[other] { $n } سؤال آخر
    }
more-answers =
    { $n ->
        [one] جواب واحد آخر
        [two] جوابان آخران
        [few] { $n } أجوبة أخرى
        [many] { $n } جوابًا آخر
       *[other] { $n } جواب آخر
    }

## Pages of stories and of people

briefings = الموجزات
# The briefings of a story in the order of their days.
timeline = التسلسل الزمني
# For screen readers: what a drawing shows. $briefings is a count of briefings, $period a day or
# “3 May 2025 – 20 May 2025”.
timeline-shows = رسم: { $briefings }، { $period }. كل علامة رابط إلى موضعها في القائمة أدناه.
# What a mark in the drawing stands for: a headline or a count.
timeline-mark = { $date }: { $title }
timeline-marks = موجز في يومه
timeline-bars = عدد الموجزات، ويقود كل عمود إلى أولها
# How many there are at the end of the drawing, and how many there were at most.
timeline-open = أسئلة مفتوحة: { $last } في النهاية، و{ $most } على الأكثر
timeline-settled = أُجيب عنها أو تجاوزتها الأحداث: { $n }
# Of questions on a day.
timeline-count = مفتوحة: { $open }، وأُجيب عنها أو تجاوزتها الأحداث: { $settled }
from-the-beginning = من البداية
# On the page of all quotations; $n is how many there are.
quotations-hint =
    { $n ->
        [one] اقتباس واحد، بنصه كما في مقاله.
        [two] اقتباسان، الأحدث أولًا، كلٌّ بنصه كما في مقاله.
        [few] جميع الاقتباسات ({ $n })، الأحدث أولًا، كلٌّ بنصه كما في مقاله.
        [many] جميع الاقتباسات ({ $n })، الأحدث أولًا، كلٌّ بنصه كما في مقاله.
       *[other] جميع الاقتباسات ({ $n })، الأحدث أولًا، كلٌّ بنصه كما في مقاله.
    }
count-variants =
    { $n ->
        [one] ورد بصيغة أخرى في موضع واحد
        [two] ورد بصيغة أخرى في موضعين
        [few] ورد بصيغة أخرى في { $n } مواضع
        [many] ورد بصيغة أخرى في { $n } موضعًا
       *[other] ورد بصيغة أخرى في { $n } موضع
    }
person-on-story = { $speaker } عن { $story }
# Before the names of stories, each a link to what somebody said on it.
side-by-side = الأقوال جنبًا إلى جنب:
side-by-side-hint = ما قاله { $speaker } عن { $story } يومًا بيوم، كلٌّ بكلماته كما وردت في المقال.
all-quotations-by-date = جميع الاقتباسات
who-took-part = من شارك فيها
# Of somebody who says nothing here, but to whom something is said.
spoken-to = وُجّه إليه الكلام
all-people-of-story = جميع من شاركوا ({ $n })
people-of-story = من شارك فيها: { $story }
questions-of-story = أسئلة: { $story }
all-questions-of-story =
    { $n ->
        [zero] لا أسئلة في هذه القصة
        [one] سؤال هذه القصة
        [two] سؤالا هذه القصة
        [few] جميع أسئلة هذه القصة ({ $n })
        [many] جميع أسئلة هذه القصة ({ $n })
       *[other] جميع أسئلة هذه القصة ({ $n })
    }
# Of whom a record says that it is no person: a ministry, a company.
body = جهة
also = أيضًا: { $names }
role-from = منذ { $from }
role-to = حتى { $to }
role-from-to = من { $from } إلى { $to }

## Open data

data-hint = ما قيل هنا وما سُئل عنه وما أُجيب عنه، في صيغة تقرؤها البرامج. ما لا يُعرف يكون null أو فارغًا، والمعرّفات ثابتة لا تتغير.
data-of-briefings = كل موجز بخلاصته ومصادره وتصحيحاته، ومعرّفات اقتباساته وأسئلته، وما ينقله من دون اقتباس.
data-of-quotations = كل اقتباس: الكلمات كما وردت، ومن قالها، وبأي صفة، ولمن، ومتى، وعن أي مصدر، وهل جرى التحقق منها، وكيف ينشرها آخرون.
data-of-questions = كل سؤال مع الكلمات التي تُبقيه مفتوحًا، ومع أجوبته.
data-of-people = كل من اقتُبس عنه، بأسمائه وصفاته وروابطه.
annotation-by = { $speaker }، { $date }
annotation-by-role = { $speaker }، { $role }، { $date }
data-annotations = التعليقات التوضيحية
data-of-annotations = لكل موجز ملف خاص به، { $file }، فيه تعليق توضيحي وفق معيار W3C لكل مقطع معلَّم: ما هو، ولمن الكلمات التي فيه، وأين يقع في نص الصفحة.
data-schema = المخطط
# $parts is the name of a field.
data-years = تُقسَّم القائمة الطويلة بحسب السنوات، ويذكر { $parts } حينها أسماء الملفات.

## Old addresses of briefings

page-moved = نُقلت هذه الصفحة.

## How to read a briefing

guide-hint = يُبنى كل موجز على مقال واحد. وقد أشار كاتبه، كلمة بكلمة، إلى مَن قال ماذا وإلى ما لا يعرفه أحد بعد. وهذه هي الإشارات.
guide-evidence = الكلمات نفسها التي تستند إليها نقطة في الخلاصة أو جواب. قف على الرقم، أو انتقل إليه بمفتاح Tab، فتظهر الكلمات؛ واتبعه تصل إلى موضعها في المقال.
guide-quotation = كلام مباشر، بعلامات الاقتباس الواردة في المقال. لا يُكتب مرة ثانية أبدًا، فلا يمكن أن تختلف البطاقة عن المقال. والنقاط الثلاث في الوسط { $dots } تبيّن أين يقطع المقال الكلام.
guide-reported = ما قاله شخص ما، ولكن بغير كلماته. لا يُقتبس فيه إلا ما يرد بين علامتي اقتباس.
guide-statement = معلومة من المقال نفسه تستند إليها الخلاصة أو يستند إليها جواب.
guide-not-known = كلمات تدل على نقص في المعلومات. وهي تقود إلى السؤال الذي تتركه مفتوحًا.
guide-doubtful-tag = مشكوك فيه
guide-doubtful = هناك شك في الاقتباس، والبطاقة تبيّنه. ولا يُبرَز مثل هذا الاقتباس أبدًا.
guide-open = لا يجيب عنه أي مقال هنا. ويدل تاريخه على بدايته.
guide-partly = يجيب مقال لاحق عن جزء منه.
guide-answered = يجيب عنه مقال لاحق، والجواب تحته مع الكلمات التي يستند إليها.
guide-moot = تجاوزته الأحداث فلم يعد قائمًا.
guide-checked = كلمات مقارَنة بمصدرها
guide-checked-hint = حيثما يتوافر نص المصدر، يقارن برنامج كل اقتباس به ويذكر ما وجده.
guide-exact = الأحرف نفسها.
guide-typographic = الكلمات نفسها، والاختلاف في العلامات أو الشرطات أو المسافات فقط.
guide-elided = الكلمات نفسها، ما عدا مقاطع محذوفة أُشير إلى حذفها.
guide-edited = الكلمات نفسها، ما عدا ما أضافه المحرر بين أقواس.
guide-not-checked = لم يقارنه برنامج بالمصدر. وليس في ذلك ما يُضعفه.

## The frame of all pages

theme-site-name = موجزات
theme-menu = القائمة
theme-follow-by-feed = تابِع الجديد عبر الخلاصات:
theme-open-data = بيانات مفتوحة

## The search

search-needs-scripts = يحتاج البحث إلى JavaScript، وهي لا تعمل هنا. ويمكن العثور على كل شيء من دونه:
look-through = تصفّح

theme-search = بحث
theme-search-placeholder = كلمات أو أسماء أو أسئلة
theme-search-close = إغلاق
theme-search-found = النتائج
theme-search-searching = جارٍ البحث…
theme-search-failed = تعذّر تحميل البحث. ربما انقطع الاتصال.
theme-search-again = حاول مرة أخرى
theme-search-hint = يجد الاقتباسات والأقوال المنقولة والأسئلة والموجزات. ويكفي جزء من جملة.
theme-search-results =
    { $n ->
        [zero] لا نتائج
        [one] نتيجة واحدة
        [two] نتيجتان
        [few] { $count } نتائج
       *[other] { $count } نتيجة
    }
theme-search-partly = لا نتيجة تضم هذه الكلمات كلها؛ وهذه تضم معظمها.
theme-search-nothing = لم يُعثر على شيء عن «{ $query }».
theme-search-nothing-left = لم يُعثر على شيء بهذه المرشّحات.
theme-search-fewer = جرّب كلمات أقل أو بداية كلمة.
theme-search-spelling = جرّب كتابة الاسم بطريقة أخرى.
theme-search-unfiltered = البحث بلا تصفية
theme-search-lists = أو تصفّح:
theme-search-more = عرض المزيد
theme-search-doubtful = مشكوك فيه
theme-search-quoted-by = نقلًا عن { $speaker }
theme-search-relevance = الأوثق صلة أولًا
theme-search-newest = الأحدث أولًا
theme-search-kind = النوع
theme-search-speaker = صاحب القول
theme-search-story = الملف
theme-search-year = السنة
theme-search-order = الترتيب
theme-search-all-kinds = جميع الأنواع
theme-search-all-speakers = جميع أصحاب الأقوال
theme-search-all-stories = جميع الملفات
theme-search-all-years = جميع السنوات
theme-kind-quotation = اقتباس
theme-kind-question = سؤال
theme-kind-reported = منقول
theme-kind-briefing = موجز
theme-kind-person = شخصية
theme-kind-story = ملف
theme-kind-page = صفحة
theme-state-open = مفتوح
theme-state-partly = أُجيب عن جزء منه
theme-state-answered = أُجيب عنه
theme-state-moot = تجاوزته الأحداث
theme-archive = الأرشيف
theme-people = الشخصيات
theme-topics = المواضيع
theme-quotations = اقتباسات
theme-questions = الأسئلة

## The page for addresses where there is nothing

theme-not-found = الصفحة غير موجودة
theme-not-found-why = لا يوجد شيء في هذا العنوان. ربما كُتب العنوان خطأً أو نُقلت الصفحة.
theme-not-found-newest = أحدث الموجزات
theme-not-found-archive = جميع الموجزات بحسب التاريخ
theme-not-found-questions = أسئلة لا تزال مفتوحة
theme-not-found-people = أصحاب الأقوال
theme-not-found-quotations = جميع الاقتباسات بحسب التاريخ
